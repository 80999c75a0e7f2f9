"""Maps: the marks of the sites, the drawing made on the server, folium's map, and the layers."""
