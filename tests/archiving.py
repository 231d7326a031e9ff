"""One's archive goes out, and files come in, as a person does it."""

import io
import zipfile

from django.core.files.uploadedfile import SimpleUploadedFile


def export(client, user):
    client.force_login(user)
    response = client.post("/account/export/")
    assert response["Content-Type"] == "application/zip"
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))


def take_in(client, name, content, **fields):
    content = content if isinstance(content, bytes) else content.encode()
    return client.post("/account/import/", {"file": SimpleUploadedFile(name, content), **fields})
