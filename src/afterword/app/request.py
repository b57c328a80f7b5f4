"""What a view is given: the request, with the moment and the candidate that the middleware put there."""

import datetime as dt

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from afterword.app.models import Candidate


class Request(HttpRequest):
    """now: aware, in the candidate's zone, once for the whole request; candidate: who is signed in."""

    now: dt.datetime
    candidate: Candidate
    htmx: HtmxDetails
