"""Which of many papers we know, whatever names somebody has for them."""

from typing import Annotated

from django.http import HttpRequest
from ninja import Router, Schema
from pydantic import Field

from summaries.models import Paper

from .schemas import PaperName, Sent
from .throttles import Limit

router = Router(tags=["lookup"])
MOST = 500


class Names(Sent):
    """Names of papers in any spelling."""

    identifiers: list[Annotated[str, Field(max_length=2_000)]] = Field(
        max_length=MOST,
        description="DOIs, arXiv ids, dblp keys, PubMed ids, addresses, in any spelling.",
        examples=[["1707.09405v2", "https://doi.org/10.1000/182", "conf/nips/HermannL20"]],
    )


class Found(Schema):
    input: str = Field(description="As it was sent.")
    paper: PaperName | None = Field(description="null: we do not know it.")
    summary_count: int = Field(description="How many public summaries it has.")


class Answers(Schema):
    results: list[Found] = Field(description="In the order of what was sent.")


@router.post(
    "/lookup",
    response=Answers,
    summary="Look many papers up",
    operation_id="lookup",
    throttle=[Limit("api_lookup")],
)
def lookup(request: HttpRequest, names: Names):
    """Tell for up to 500 names which papers they mean and how many summaries these have."""
    known = Paper.objects.resolve_many(names.identifiers)
    return {"results": [_found(name, known.get(name)) for name in names.identifiers]}


def _found(name: str, paper: Paper | None) -> dict:
    return {"input": name, "paper": paper, "summary_count": paper.summary_count if paper else 0}
