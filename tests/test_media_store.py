"""Pictures in an S3-compatible store: a real server speaks S3, the site shows what it holds."""

import json

import boto3
import pytest
from moto.server import ThreadedMotoServer

from tests.processes import python, said, sqlite

KEEP_AND_SHOW = """
import io, json
from django.core.management import call_command
from django.test import Client
from PIL import Image
call_command("migrate", verbosity=0)
from summaries.models import Picture
from summaries.sweeping import sweep
from tests.factories import make_user
alice, client, file = make_user("alice"), Client(), io.BytesIO()
Image.new("RGB", (8, 8), "red").save(file, "PNG")
file.name = "holiday in Kyōto.png"
client.force_login(alice)
def send():
    file.seek(0)
    return client.post("/pictures/", {"picture": file}).json()["url"]
url, again = send(), send()
page = Client().get(url)
picture = Picture.objects.get()
told = {"url": url, "again": again, "status": page.status_code, "type": page["Content-Type"],
    "is_png": b"".join(page).startswith(b"\\x89PNG")}
print(json.dumps(told))
"""
REAL = {
    "DJANGO_SETTINGS_MODULE": "shortsci.settings",
    "DEBUG": "1",
    "SITE_URL": "http://testserver",
}
ACCESS = {"MEDIA_S3_KEY": "key", "MEDIA_S3_SECRET": "secret", "MEDIA_S3_REGION": "us-east-1"}


@pytest.fixture
def store():
    """The address of a store with one empty bucket, and somebody who looks into it."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    keys = {"aws_access_key_id": "key", "aws_secret_access_key": "secret"}
    client = boto3.client("s3", endpoint_url=address, region_name="us-east-1", **keys)
    client.create_bucket(Bucket="pictures")
    yield address, client
    client.close()
    server.stop()


def test_a_picture_is_kept_in_the_store_and_shown_through_the_site(store, tmp_path):
    address, client = store
    environment = {"MEDIA_S3_BUCKET": "pictures", "MEDIA_S3_ENDPOINT": address, **ACCESS}
    url = sqlite(tmp_path)

    told = json.loads(said(python(url, KEEP_AND_SHOW, **REAL, **environment)))

    assert told["url"] == told["again"]
    assert (told["status"], told["type"], told["is_png"]) == (200, "image/png", True)
    (kept,) = client.list_objects_v2(Bucket="pictures")["Contents"]
    assert told["url"].rpartition("/")[2] in kept["Key"]
