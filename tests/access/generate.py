import sys
from tests.access.cast import PEOPLE
from tests.access.walking import address, ask, routes, sessions_of
def row(route, persons, values):
    cells=[]
    for method in ("GET","POST"):
        ans={p:ask(address(route,values),method,persons.get(p,''))[0] for p in PEOPLE}
        cells.append(cell(ans))
        w={p:ask(address(route,values),method,persons.get(p,''))[1] for p in ('anonymous','stranger')} if method=='GET' else {}
        if any(w.values()): print(route,w)
    return f"{route} | {cells[0]} | {cells[1]}"
def cell(ans):
    usual=ans["stranger"]
    rest={}
    for p in PEOPLE:
        exp = ans["anonymous"] if p=="suspended" else usual
        if p!="stranger" and ans[p]!=exp: rest.setdefault(ans[p],[]).append(p)
    return "; ".join([usual,*(f"{k} {' '.join(v)}" for k,v in rest.items())])
def test_gen(alice, carol, moderator, admin):
    from tests.access.cast import people, things
    values=things(alice); persons=sessions_of(people(alice,carol,moderator,admin))
    with open("/tmp/site.txt","w") as site, open("/tmp/admin.txt","w") as adm:
        for r in routes():
            out = adm if r.startswith("admin/") else site
            try: print(row(r,persons,values),file=out)
            except Exception as e: print(r,"|",repr(e),file=out)
