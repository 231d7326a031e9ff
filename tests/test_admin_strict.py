"""Whatever is sent to the desk's lists and pages: an answer in words, never an error of ours."""

import pytest
from django.contrib.admin import site
from django.contrib.contenttypes.models import ContentType
from django.urls import reverse

from summaries.models import Summary
from tests.factories import make_imported_summary, make_summary
from tests.moderating import member_of
from tests.test_admin_desk import MAKERS

pytestmark = pytest.mark.django_db
NAMES = [f"{each._meta.app_label}_{each._meta.model_name}" for each in site._registry]
HUGE, ENDLESS = str(10**30), "9" * 5000
EVERYWHERE = [f"p={HUGE}", "o=x", f"id__in={HUGE}", "nothing=1", "q=" + "a+" * 2000]
QUERIES = [
    *(f"{name}={value}" for name in ("p", "o", "e", "_facets") for value in ("x", "-1", HUGE)),
    *(f"id{how}={value}" for how in ("", "__in", "__gt") for value in ("x", HUGE, ENDLESS)),
    *("id__range=1", "id__regex=(", "nothing__at__all=1", "__=1", "=1", "_to_field=password"),
    *("_popup=1&_to_field=id", "q=" + "a+" * 2000, "q='%22\\", "_changelist_filters=x%3D"),
]
VALUES = ["x", HUGE, "9999-12-31%2023:00:00-05:00"]
KEYS = ["x", "", HUGE, ENDLESS, "999999"]
# All of it at three pages of each kind, for they share what is Django's; everywhere the worst.
THOROUGH = ("summaries_summary", "summaries_ticket", "auth_group")


@pytest.fixture
def desk(client, admin):
    client.force_login(admin)
    client.raise_request_exception = False
    return client


def make(name):
    if name in MAKERS:
        MAKERS[name]()


def keys_for(name):
    return KEYS if name in THOROUGH else ["x", HUGE]


def filters_of(name):
    model_admin = next(each for model, each in site._registry.items() if label(model) == name)
    for each in model_admin.list_filter:
        if isinstance(each, type):
            yield each.parameter_name
        else:
            column = each if isinstance(each, str) else each[0]
            yield from (f"{column}{how}" for how in ("", "__gte"))


def label(model):
    return f"{model._meta.app_label}_{model._meta.model_name}"


def failures(answers):
    return [asked for asked, response in answers if response.status_code >= 500]


def test_no_query_breaks_a_list(subtests, desk):
    for name in NAMES:
        make(name)
        url = reverse(f"admin:{name}_changelist")
        queries = [f"{each}={value}" for each in filters_of(name) for value in VALUES]
        queries += QUERIES if name in THOROUGH else EVERYWHERE
        with subtests.test(name):
            assert not failures((query, desk.get(f"{url}?{query}")) for query in queries)


def test_no_choice_of_rows_breaks_an_action(subtests, desk):
    for name in NAMES:
        make(name)
        url = reverse(f"admin:{name}_changelist")
        request = desk.get(url).wsgi_request
        model_admin = next(each for model, each in site._registry.items() if label(model) == name)
        actions = [*model_admin.get_actions(request), "nothing", ""]
        forms = [
            {"action": action, "_selected_action": key}
            for action in actions
            for key in keys_for(name)
        ]
        forms += [form | {"post": "yes", "index": "x"} for form in forms[:1]]
        with subtests.test(name):
            assert not failures((form, desk.post(url, form)) for form in forms)


def test_no_number_breaks_a_page(subtests, desk):
    for name in NAMES:
        app, model = name.split("_")
        pages = [f"/admin/{app}/{model}/{key or 0}/" for key in keys_for(name)]
        pages = [f"{page}{view}/" for page in pages for view in ("change", "delete", "history")]
        with subtests.test(name):
            assert not failures((page, desk.get(page)) for page in pages)
            assert not failures((page, desk.post(page)) for page in pages if "history" not in page)


ADDRESSES = [
    "summaries/summary/add/?paper=x&author=" + HUGE,
    "summaries/paper/add/?year=" + ENDLESS + "&keywords=x,1," + HUGE,
    "summaries/summary/assign-to-paper/?ids=1,x",
    "summaries/summary/assign-to-paper/?ids=" + HUGE,
    "summaries/ticket/about/person/" + HUGE + "/",
    "summaries/ticket/about/nothing/1/",
    "summaries/ticket/decide/summary/hide/?ids=" + "1," * 3000,
    "summaries/ticket/decide/summary/nothing/?ids=1",
    "summaries/ticket/merge/" + HUGE + "/",
    "summaries/rule/" + HUGE + "/try/",
    "accounts/user/x/password/",
    "accounts/user/" + HUGE + "/password/",
    "autocomplete/?app_label=summaries&model_name=summary&field_name=nothing&term=x",
    "autocomplete/?app_label=x&model_name=x&field_name=x",
    "autocomplete/?app_label=summaries&model_name=summary&field_name=paper&page=x",
    "autocomplete/?app_label=summaries&model_name=summary&field_name=paper&term=" + "a+" * 2000,
    "r/x/1/",
    f"r/1/{HUGE}/",
    f"r/{ENDLESS}/1/",
]


def test_no_page_of_the_desk_breaks(subtests, desk):
    for address in ADDRESSES:
        with subtests.test(address[:60]):
            answers = [desk.get(f"/admin/{address}"), desk.post(f"/admin/{address}")]

            assert not failures((response.request, response) for response in answers)


def test_a_list_answers_no_question_about_a_column_that_it_does_not_show(client, alice):
    shared = make_summary(author=alice)
    shared.share()
    client.force_login(member_of("moderator"))
    url = reverse("admin:summaries_summary_changelist")
    for question in ("share_token__startswith", "share_token", "author__password__contains"):
        response = client.get(url, {question: shared.share_token[:4]})

        assert response.url == f"{url}?e=1"


def test_a_chosen_filter_still_narrows(desk):
    make_summary()
    imported = make_imported_summary()
    page = desk.get(reverse("admin:summaries_summary_changelist"), {"is_imported__exact": "1"})

    assert list(page.context["cl"].result_list) == [imported]


def test_the_way_to_the_site_is_open_only_to_what_one_may_see_on_the_desk(client, alice):
    kinds = ContentType.objects.get_for_models(Summary, type(alice))
    private, public = make_summary(author=alice, visibility="private"), make_summary(author=alice)
    client.force_login(member_of("moderator"))

    def way(row):
        return client.get(f"/admin/r/{kinds[type(row)].pk}/{row.pk}/")

    assert way(public).url == public.get_absolute_url()
    assert way(private).status_code == 404
    assert way(alice).status_code == 404
