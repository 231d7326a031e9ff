"""What a person pastes into the box for new papers, and the page that comes back."""

ADD = "/papers/add/"


def post(client, q, **fields):
    return client.post(ADD, {"q": q, **fields})


def page_of(response):
    return response.content.decode()
