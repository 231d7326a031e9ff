"""Pictures that people put into their texts."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.files.base import ContentFile
from django.db import IntegrityError, models, transaction
from django.db.models import Sum

from shortsci.addresses import address
from summaries.pictures import Encoded


class QuotaExceeded(Exception):
    """The person has no room left for another picture; the message says so."""


class PictureQuerySet(models.QuerySet):
    def sizes(self, names: list[str]) -> dict[str, tuple[int, int]]:
        """Name → width and height of those that exist; what `rendering.render` wants to know."""
        if not names:
            return {}
        rows = self.filter(name__in=names).values_list("name", "width", "height")
        return {name: (width, height) for name, width, height in rows}

    def keep(self, encoded, user):
        """Store it, or find it when somebody has stored the same; raises QuotaExceeded."""
        try:
            picture = self.get(name=encoded.name)
        except Picture.DoesNotExist:
            picture = self._stored(encoded)
        try:
            picture.count_for(user)
        except IntegrityError:  # swept away between the two statements
            picture = self._stored(encoded)
            picture.count_for(user)
        return picture

    def _stored(self, encoded: Encoded):
        picture = Picture(name=encoded.name, width=encoded.width, height=encoded.height)
        picture.size = len(encoded.content)
        # Where a file of that name lies already the storage chooses another, so that sweeping
        # one row never takes the file of another away.
        picture.file.save(encoded.name, ContentFile(encoded.content), save=False)
        try:
            with transaction.atomic():
                picture.save()
        except IntegrityError:  # somebody uploads the same at this moment
            picture.file.delete(save=False)
            return self.get(name=encoded.name)
        return picture


class Picture(models.Model):
    """One uploaded picture, stored once under the hash of what it holds."""

    name = models.CharField(max_length=80, unique=True, help_text="SHA-256 and extension.")
    file = models.FileField(upload_to="pictures/")
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    size = models.PositiveIntegerField(help_text="In bytes, as stored.")
    created_at = models.DateTimeField(auto_now_add=True)
    objects = PictureQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return address("summaries:picture", self.name)

    @transaction.atomic
    def count_for(self, user) -> None:
        """Let it count for that person's room; raises QuotaExceeded when there is none."""
        people = get_user_model().objects.select_for_update(no_key=True)
        people.get(pk=user.pk)  # one upload at a time
        if self.uploads.filter(user=user).exists():
            return
        used = user.picture_uploads.aggregate(total=Sum("picture__size"))["total"] or 0
        if used + self.size > settings.PICTURE_QUOTA:
            megabytes = settings.PICTURE_QUOTA // 1_000_000
            raise QuotaExceeded(
                f"Your pictures would take more than {megabytes} MB in all. Pictures that no text "
                "of yours shows are removed after a day."
            )
        PictureUpload.objects.create(picture=self, user=user)


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
