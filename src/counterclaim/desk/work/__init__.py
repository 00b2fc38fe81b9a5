"""What people do at the desk: acts are POSTs that end in a redirect; who may do them is asked in one place.

`guard.py` stands before every request and says who asks; `act.py` is what an act is; each other module is one kind of
work. An act opens the case for itself, waits for whoever writes, and leaves the pages that others read untouched.
"""
