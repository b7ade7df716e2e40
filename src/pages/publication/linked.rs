//! JSON-LD in the words of schema.org.

use super::Subject;
use crate::language::Lang;
use crate::model::{Kind, Plan, Section, Status, address};
use crate::pages::data::Json;
use crate::pages::frame::Frame;
use crate::pages::press::Press;

type Fields = Vec<(&'static str, Json)>;

/// The blocks of a page, each ready to stand in a script element.
pub(super) fn blocks(press: &Press, frame: &Frame, subject: Subject) -> Vec<String> {
    let about = About {
        press,
        lang: frame.here.lang,
    };
    let mut blocks = Vec::new();
    if frame.kind == "home" {
        blocks.push(about.website());
    }
    match subject {
        Subject::Plan(plan) => blocks.push(about.plan(plan)),
        Subject::Section(plan, section) => blocks.push(about.section(plan, section)),
        Subject::Data => blocks.push(about.dataset()),
        Subject::Site => {}
    }
    blocks.extend(about.breadcrumbs(frame));
    blocks
        .into_iter()
        .map(|fields| {
            let mut all: Fields = vec![("@context", "https://schema.org".into())];
            all.extend(fields);
            // No text may end the script element.
            Json::Object(all).line().replace('<', "\\u003c")
        })
        .collect()
}

struct About<'a> {
    press: &'a Press<'a>,
    lang: Lang,
}

impl About<'_> {
    fn website(&self) -> Fields {
        let config = &self.press.site.config;
        let mut fields = vec![
            ("@type", "WebSite".into()),
            ("name", config.name.get(self.lang).into()),
            ("inLanguage", self.lang.html().into()),
        ];
        self.describe(&mut fields);
        self.address(&mut fields, "url", &address::home(self.lang));
        if let Some(search) = self.press.absolute(&address::listing(self.lang, "search")) {
            let target = Json::Object(vec![
                ("@type", "EntryPoint".into()),
                (
                    "urlTemplate",
                    format!("{search}?q={{search_term_string}}").into(),
                ),
            ]);
            fields.push((
                "potentialAction",
                Json::Object(vec![
                    ("@type", "SearchAction".into()),
                    ("target", target),
                    ("query-input", "required name=search_term_string".into()),
                ]),
            ));
        }
        fields
    }

    fn plan(&self, plan: &Plan) -> Fields {
        let mut fields = self.work(plan, plan.title_in(self.lang), |lang| {
            address::plan(lang, &plan.id)
        });
        if let Some(number) = &plan.publication.document_number {
            let name = match plan.kind {
                Kind::Plan => "legislationIdentifier",
                Kind::Report => "identifier",
            };
            fields.push((name, number.as_str().into()));
        }
        let parts: Vec<Json> = plan
            .roots()
            .filter(|_| plan.publication.status != Status::Withdrawn)
            .filter_map(|section| {
                let page = address::section(self.lang, &section.id);
                Some(Json::Object(vec![(
                    "@id",
                    self.press.absolute(&page)?.into(),
                )]))
            })
            .collect();
        if !parts.is_empty() {
            fields.push(("hasPart", Json::List(parts)));
        }
        fields
    }

    fn section(&self, plan: &Plan, section: &Section) -> Fields {
        let title = section.title_in(self.lang);
        let title = if title.is_empty() {
            plan.title_in(self.lang)
        } else {
            title
        };
        let mut fields = self.work(plan, title, |lang| address::section(lang, &section.id));
        if !section.number.is_empty() {
            fields.push(("position", section.key.as_str().into()));
        }
        let mut whole: Fields = vec![("name", plan.title_in(self.lang).into())];
        self.address(&mut whole, "@id", &address::plan(self.lang, &plan.id));
        fields.push(("isPartOf", Json::Object(whole)));
        fields
    }

    /// What a plan and its sections have in common: what they are, of whom, of when.
    fn work(&self, plan: &Plan, name: &str, page: impl Fn(Lang) -> String) -> Fields {
        let publication = &plan.publication;
        let kind = match plan.kind {
            Kind::Plan => "Legislation",
            Kind::Report => "Report",
        };
        let mut fields: Fields = vec![("@type", kind.into())];
        self.address(&mut fields, "@id", &page(self.lang));
        self.address(&mut fields, "url", &page(self.lang));
        fields.push(("name", name.into()));
        fields.push(("inLanguage", self.lang.html().into()));
        let twin = match self.lang {
            Lang::Zh => plan.translation.as_ref().map(|_| "workTranslation"),
            Lang::En => Some("translationOfWork"),
        };
        if let (Some(twin), Some(url)) = (twin, self.press.absolute(&page(self.lang.other()))) {
            fields.push((twin, Json::Object(vec![("@id", url.into())])));
        }
        if let Some(when) = publication.published {
            fields.push(("datePublished", when.iso().into()));
        }
        if let Some(issuer) = &publication.issuer {
            let body = Json::Object(vec![
                ("@type", "GovernmentOrganization".into()),
                ("name", issuer.get(self.lang).into()),
            ]);
            match plan.kind {
                Kind::Plan => fields.push(("legislationPassedBy", body)),
                Kind::Report => fields.push(("creator", body)),
            }
        }
        if publication.status_stated && plan.kind == Kind::Plan {
            let force = match publication.status {
                Status::InForce => "https://schema.org/InForce",
                Status::Amended => "https://schema.org/PartiallyInForce",
                Status::Expired | Status::Withdrawn => "https://schema.org/NotInForce",
            };
            fields.push(("legislationLegalForce", force.into()));
        }
        if let Some(url) = &publication.source_url {
            fields.push(("isBasedOn", url.as_str().into()));
        }
        fields.push(("temporalCoverage", plan.covers.to_string().into()));
        if let Some(city) = self.press.site.city(&plan.city) {
            let mut place: Fields = vec![
                ("@type", "AdministrativeArea".into()),
                ("name", city.name.get(self.lang).into()),
            ];
            if let Some(code) = &city.code {
                place.push(("identifier", code.as_str().into()));
            }
            fields.push(("spatialCoverage", Json::Object(place)));
        }
        fields
    }

    fn dataset(&self) -> Fields {
        let site = self.press.site;
        let config = &site.config;
        let name = match self.lang {
            Lang::Zh => format!("{}：指标、条目和关联数据", config.name.zh),
            Lang::En => format!("{}: targets, tasks and links", config.name.en),
        };
        let description = match self.lang {
            Lang::Zh => {
                "各市工作计划中的目标和工作总结中的成果，一数一条，附原句、位置和译文；另有条目和条目之间的关联。"
            }
            Lang::En => {
                "Targets of cities' work plans and achievements of their reports, a record for each quantity with its sentence, place and translation; the tasks they stand in, and the links between tasks."
            }
        };
        let mut fields: Fields = vec![
            ("@type", "Dataset".into()),
            ("name", name.into()),
            ("description", description.into()),
            (
                "inLanguage",
                Lang::ALL.into_iter().map(Lang::html).collect(),
            ),
            ("isAccessibleForFree", true.into()),
        ];
        self.address(
            &mut fields,
            "url",
            &address::item(self.lang, "pages", "data"),
        );
        if let Some((_, url)) = &config.licence {
            fields.push(("license", url.as_str().into()));
        }
        self.publisher(&mut fields);
        let years = || site.current_plans().map(|plan| plan.covers);
        if let (Some(first), Some(last)) = (years().min(), years().max()) {
            let span = if first == last {
                first.to_string()
            } else {
                format!("{first}/{last}")
            };
            fields.push(("temporalCoverage", span.into()));
        }
        let places = site.cities.iter().map(|city| {
            Json::Object(vec![
                ("@type", "AdministrativeArea".into()),
                ("name", city.name.get(self.lang).into()),
            ])
        });
        fields.push(("spatialCoverage", places.collect()));
        let files: Vec<Json> = crate::pages::data::DOWNLOADS
            .iter()
            .filter_map(|(file, kind)| {
                let url = self.press.absolute(&format!("data/{file}"))?;
                Some(Json::Object(vec![
                    ("@type", "DataDownload".into()),
                    ("name", (*file).into()),
                    ("encodingFormat", (*kind).into()),
                    ("contentUrl", url.into()),
                ]))
            })
            .collect();
        if !files.is_empty() {
            fields.push(("distribution", Json::List(files)));
        }
        fields
    }

    fn breadcrumbs(&self, frame: &Frame) -> Option<Fields> {
        if frame.crumbs.is_empty() {
            return None;
        }
        let items = (1_usize..).zip(&frame.crumbs).map(|(position, crumb)| {
            let mut item: Fields = vec![
                ("@type", "ListItem".into()),
                ("position", position.into()),
                ("name", crumb.name.as_str().into()),
            ];
            if let Some(page) = &crumb.address {
                self.address(&mut item, "item", page);
            }
            Json::Object(item)
        });
        Some(vec![
            ("@type", "BreadcrumbList".into()),
            ("itemListElement", items.collect()),
        ])
    }

    fn describe(&self, fields: &mut Fields) {
        let description = self.press.site.config.description.get(self.lang);
        if !description.is_empty() {
            fields.push(("description", description.into()));
        }
        self.publisher(fields);
    }

    fn publisher(&self, fields: &mut Fields) {
        if let Some(operator) = &self.press.site.config.identity.operator {
            fields.push((
                "publisher",
                Json::Object(vec![
                    ("@type", "Organization".into()),
                    ("name", operator.host.get(self.lang).into()),
                ]),
            ));
        }
    }

    /// A whole address, where the site knows its own.
    fn address(&self, fields: &mut Fields, name: &'static str, page: &str) {
        if let Some(url) = self.press.absolute(page) {
            fields.push((name, url.into()));
        }
    }
}
