"""Answers in the shape that each source documents, about papers that do not exist."""

import json

CROSSREF = json.dumps(
    {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
        "message": {
            "DOI": "10.5555/ABC.123",
            "type": "journal-article",
            "title": ["On the <i>growth</i> of\n very small things &amp; others"],
            "subtitle": ["A study"],
            "container-title": ["Journal of Small Things"],
            "short-container-title": ["J. Small"],
            "author": [
                {
                    "given": "Ada",
                    "family": "Beispiel",
                    "sequence": "first",
                    "ORCID": "https://orcid.org/0000-0002-1825-0097",
                    "affiliation": [],
                },
                {"given": "Karl", "family": "van der Muster", "suffix": "Jr.", "affiliation": []},
                {"name": "The Small Things Collaboration", "sequence": "additional"},
            ],
            "issued": {"date-parts": [[2018, 4, 1]]},
            "published-print": {"date-parts": [[2018, 5]]},
            "volume": "12",
            "issue": "3",
            "page": "117–149",
            "publisher": "Example Press",
            "abstract": "<jats:title>Abstract</jats:title>"
            "<jats:p>Small <jats:italic>things</jats:italic> grow.</jats:p>"
            "<jats:p>They do.</jats:p>",
            "subject": ["Growth", "Things"],
            "relation": {
                "has-preprint": [
                    {"id-type": "doi", "id": "10.48550/arXiv.1801.00001", "asserted-by": "subject"}
                ]
            },
            "reference": [{"key": "1", "DOI": "10.5555/other"}],
        },
    }
).encode()

DATACITE = json.dumps(
    {
        "data": {
            "id": "10.5555/data.7",
            "type": "dois",
            "attributes": {
                "doi": "10.5555/data.7",
                "titles": [
                    {"title": "Ein zweiter Titel", "titleType": "TranslatedTitle"},
                    {"title": "A second title"},
                ],
                "creators": [
                    {
                        "name": "Beispiel, Ada",
                        "nameType": "Personal",
                        "givenName": "Ada",
                        "familyName": "Beispiel",
                        "nameIdentifiers": [
                            {
                                "nameIdentifier": "https://orcid.org/0000-0002-1825-0097",
                                "nameIdentifierScheme": "ORCID",
                            }
                        ],
                    },
                    {"name": "Muster, Karl", "nameIdentifiers": []},
                    {"name": "Institute of Examples", "nameType": "Organizational"},
                ],
                "publisher": {"name": "Example University"},
                "publicationYear": 2021,
                "types": {"resourceTypeGeneral": "Dissertation", "resourceType": "PhD"},
                "descriptions": [{"description": "What it says.", "descriptionType": "Abstract"}],
                "subjects": [{"subject": "growth"}, {"subject": "growth"}],
                "container": {"title": "Theses", "volume": "4", "firstPage": "1", "lastPage": "9"},
            },
        }
    }
).encode()

DATACITE_ARXIV = json.dumps(
    {
        "data": {
            "id": "10.48550/arxiv.1904.06387",
            "type": "dois",
            "attributes": {
                "doi": "10.48550/arxiv.1904.06387",
                "titles": [{"title": "Choosing names"}],
                "creators": [{"name": "Beispiel, Ada", "nameType": "Personal"}],
                "publisher": "arXiv",
                "publicationYear": 2019,
                "types": {"resourceTypeGeneral": "Preprint"},
                "subjects": [
                    {"subject": "Machine Learning (cs.LG)", "subjectScheme": "arXiv"},
                    {"subject": "FOS: Computer and information sciences"},
                    {"subject": "High Energy Physics - Theory (hep-th)"},
                ],
            },
        }
    }
).encode()

ARXIV = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title type="html">ArXiv Query: id_list=1904.06387</title>
  <id>http://arxiv.org/api/abc</id>
  <opensearch:totalResults xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">1</opensearch:totalResults>
  <entry>
    <id>http://arxiv.org/abs/1904.06387v2</id>
    <updated>2020-02-03T10:00:00Z</updated>
    <published>2019-04-12T19:42:21Z</published>
    <title>Choosing names
  for $n &lt; 10$ things</title>
    <summary>  We choose
  names.
</summary>
    <author><name>Ada Beispiel</name></author>
    <author><name>Karl van der Muster</name>
      <arxiv:affiliation xmlns:arxiv="http://arxiv.org/schemas/atom">Nowhere</arxiv:affiliation>
    </author>
    <arxiv:doi xmlns:arxiv="http://arxiv.org/schemas/atom">10.5555/ABC.123</arxiv:doi>
    <arxiv:comment xmlns:arxiv="http://arxiv.org/schemas/atom">9 pages</arxiv:comment>
    <link href="http://arxiv.org/abs/1904.06387v2" rel="alternate" type="text/html"/>
    <arxiv:primary_category xmlns:arxiv="http://arxiv.org/schemas/atom" term="cs.LG" scheme="x"/>
    <category term="stat.ML" scheme="http://arxiv.org/schemas/atom"/>
    <category term="cs.LG" scheme="http://arxiv.org/schemas/atom"/>
    <category term="68T05; I.2.6" scheme="http://arxiv.org/schemas/atom"/>
  </entry>
</feed>"""

ARXIV_NOTHING = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title></feed>"""

ARXIV_ERROR = b"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>ArXiv Query</title>
  <entry>
    <id>http://arxiv.org/api/errors#incorrect_id_format_for_1904.00000</id>
    <title>Error</title><summary>incorrect id format for 1904.00000</summary>
  </entry>
</feed>"""

DBLP = b"""<?xml version="1.0" encoding="US-ASCII"?>
<dblp>
<inproceedings key="conf/nips/BeispielM20" mdate="2021-01-19">
<author orcid="0000-0002-1825-0097">Ada Beispiel 0002</author>
<author>Karl M&#252;ster</author>
<title>Training <i>very</i> small networks.</title>
<year>2020</year>
<pages>11-19</pages>
<booktitle>NeurIPS</booktitle>
<ee type="oa">https://proceedings.example.org/paper/2020/hash/abc.html</ee>
<ee>https://doi.org/10.5555/NIPS.20</ee>
<ee>https://doi.org/10.48550/arXiv.2006.00001</ee>
<crossref>conf/nips/2020</crossref>
<url>db/conf/nips/neurips2020.html#BeispielM20</url>
</inproceedings>
</dblp>"""

PUBMED = b"""<?xml version="1.0" ?>
<!DOCTYPE PubmedArticleSet PUBLIC "-//NLM//DTD PubMedArticle, 1st January 2019//EN"
  "https://dtd.nlm.nih.gov/ncbi/pubmed/out/pubmed_190101.dtd">
<PubmedArticleSet><PubmedArticle>
  <MedlineCitation Status="MEDLINE" Owner="NLM">
    <PMID Version="1">31000000</PMID>
    <Article PubModel="Print">
      <Journal>
        <JournalIssue CitedMedium="Internet">
          <Volume>380</Volume><Issue>15</Issue>
          <PubDate><MedlineDate>2019 Winter</MedlineDate></PubDate>
        </JournalIssue>
        <Title>The Journal of Examples</Title>
        <ISOAbbreviation>J Ex</ISOAbbreviation>
      </Journal>
      <ArticleTitle>Growth of <i>E. coli</i> at 10<sup>-3</sup>.</ArticleTitle>
      <Pagination><MedlinePgn>117-49</MedlinePgn></Pagination>
      <ELocationID EIdType="doi" ValidYN="Y">10.5555/ELOC.1</ELocationID>
      <Abstract>
        <AbstractText Label="BACKGROUND">It grows.</AbstractText>
        <AbstractText Label="RESULTS">It grew.</AbstractText>
      </Abstract>
      <AuthorList CompleteYN="Y">
        <Author ValidYN="Y"><LastName>Beispiel</LastName><ForeName>Ada B</ForeName>
          <Initials>AB</Initials>
          <Identifier Source="ORCID">http://orcid.org/0000-0002-1825-0097</Identifier></Author>
        <Author ValidYN="Y"><LastName>Muster</LastName><Initials>K</Initials>
          <Suffix>Jr</Suffix></Author>
        <Author ValidYN="Y"><CollectiveName>Growth Group</CollectiveName></Author>
      </AuthorList>
    </Article>
    <KeywordList Owner="NOTNLM"><Keyword MajorTopicYN="N">growth</Keyword></KeywordList>
  </MedlineCitation>
  <PubmedData>
    <ArticleIdList>
      <ArticleId IdType="pubmed">31000000</ArticleId>
      <ArticleId IdType="doi">10.5555/PM.31</ArticleId>
    </ArticleIdList>
    <ReferenceList><Reference><ArticleIdList>
      <ArticleId IdType="doi">10.5555/reference</ArticleId>
    </ArticleIdList></Reference></ReferenceList>
  </PubmedData>
</PubmedArticle></PubmedArticleSet>"""

PUBMED_NOTHING = b"<?xml version='1.0' ?><PubmedArticleSet></PubmedArticleSet>"

HTML = b"<!DOCTYPE html><html><body><h1>Down for maintenance</h1><p>Sorry<br></body></html>"
BOMB = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>
<feed><entry><id>x</id><title>&b;</title></entry></feed>"""
OUTSIDE = b"""<?xml version="1.0"?><!DOCTYPE feed [<!ENTITY a SYSTEM "file:///etc/passwd">]>
<feed><entry><id>x</id><title>&a;</title></entry></feed>"""
