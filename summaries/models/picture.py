"""Pictures that people put into their summaries."""

from django.conf import settings
from django.db import models


class Picture(models.Model):
    """One uploaded picture, stored once under the hash of what it holds."""

    name = models.CharField(max_length=80, unique=True, help_text="SHA-256 and extension.")
    file = models.FileField(upload_to="pictures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="In bytes, as stored.")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class PictureUpload(models.Model):
    """That a person uploaded a picture: what their quota counts. Two may upload the same."""

    picture = models.ForeignKey(Picture, models.CASCADE, related_name="uploads")
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="picture_uploads"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["picture", "user"], name="picture_upload_once"),
        ]

    def __str__(self) -> str:
        return f"{self.user_id}: {self.picture_id}"
