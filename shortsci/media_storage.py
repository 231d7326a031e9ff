"""Where uploaded pictures are kept: in a folder, or in a store that all machines reach."""

from typing import Any

from environs import Env


def media_storage(env: Env) -> dict[str, Any]:
    """The entry of STORAGES for uploads; pictures are shown by our own view in either case."""
    bucket = env.str("MEDIA_S3_BUCKET", "")
    if not bucket:
        return {"BACKEND": "shortsci.whole_files.WholeFiles"}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("MEDIA_S3_ENDPOINT", "") or None,
            "region_name": env.str("MEDIA_S3_REGION", "") or None,
            "access_key": env.str("MEDIA_S3_KEY", "") or None,
            "secret_key": env.str("MEDIA_S3_SECRET", "") or None,
            "file_overwrite": False,
            "default_acl": None,
            "signature_version": "s3v4",
        },
    }
