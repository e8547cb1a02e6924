"""What happens to every request: health, language, and a clear word when something is refused."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, TooManyFieldsSent
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

GetResponse = Callable[[HttpRequest], HttpResponse]


class Health:
    """Answer /healthz before any other rule: 200 when the database answers, 503 otherwise."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path != "/healthz":
            return self.get_response(request)
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        except DatabaseError:
            return HttpResponse("database unavailable\n", status=503, content_type="text/plain")
        return HttpResponse("ok\n", content_type="text/plain")


class Language:
    """Dutch unless the visitor chose English (a cookie); never guessed from the browser."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        return response


class Refusals:
    """Answer in words when a request is too big (413), unreadable (400) or cannot be stored now (503)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if too_big(request):
            return render(request, "413.html", status=413)
        if not in_our_characters(request):
            raise BadRequest("not in UTF-8")
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn the refusals Django raises into a page that says what to do."""
        if isinstance(error, (RequestDataTooBig, TooManyFieldsSent)):
            return render(request, "413.html", status=413)
        if isinstance(error, OperationalError):
            response = render(request, "503.html", status=503)
            response["Retry-After"] = "5"
            return response
        return None


def too_big(request: HttpRequest) -> bool:
    """Say whether the announced body is over the limit, before reading any of it."""
    announced = request.META.get("CONTENT_LENGTH") or "0"
    most = settings.LARGER_UPLOADS.get(request.path, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)
    return not announced.isdecimal() or int(announced) > most


def in_our_characters(request: HttpRequest) -> bool:
    """Say whether a form comes in UTF-8, as every page of ours is; some other codings cannot even be tried."""
    charset = (request.content_params or {}).get("charset", "")
    return charset.strip("'\"").lower() in {"", "utf-8", "utf8", "us-ascii"}
