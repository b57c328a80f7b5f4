"""Open catalogues of things worth giving, one a file, all of one shape.

    HOST               who is asked
    address(question)  what leaves this computer: one address, with the words that are looked for
    read(data)         what came back, as gifts; raises BadInput for an answer that is none

None asks by itself: the fetcher is handed the address, and `read` gets the bytes. What comes back is
data of strangers: titles become one plain line, links are kept only where they are http(s).
To add a source, copy openlibrary.py.
"""

NAMES = ("openalex", "crossref", "arxiv", "openlibrary", "hackernews")
"""Those that are asked for words; a feed has an address of its own, and places are asked for a kind."""
