"""Who may do what: people, roles, sessions, guards.

Flask-Security was tried and is not used. Its views fail where the path names a language, they are
thirteen addresses that say nothing of their access, it brings no Persian texts, it commits of its
own accord, and it has neither a throttle nor sessions that are rows and can be ended one by one.
What is hard is left to argon2-cffi and cryptography; what remains is small.
"""
