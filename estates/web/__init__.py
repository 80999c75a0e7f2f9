"""What every page needs: languages, formatting, assets, headers, errors."""
