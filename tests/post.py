"""The sender that runs beside the site: between two requests it sends the letters that wait."""

from django.db.models.signals import post_save

from accounts.mailer import claim, deliver_all
from accounts.models import Letter


def send_letters() -> None:
    while letters := claim(Letter):
        deliver_all(letters)


def deliver_letters(get_response):
    """After each request that wrote a letter; the others cost no question to the database."""
    written = []
    post_save.connect(lambda **kwargs: written.append(1), Letter, weak=False)

    def middleware(request):
        response = get_response(request)
        if written:
            written.clear()
            send_letters()  # looked up now: a test may keep letters back
        return response

    return middleware
