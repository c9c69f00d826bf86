//! Addresses inside the site. They stand behind a `#`, so that any static host serves them without rewrite rules.

/// A place in the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Route {
    Home,
    Organisation,
    Evidence,
    /// Taking a package in.
    Import,
    Assess {
        regime: String,
        section: Option<String>,
    },
    /// Only what still matters, one question at a time.
    Ask {
        regime: String,
    },
    Result {
        regime: String,
    },
    /// The way to hand-in: what is to be done, one task after the other.
    Way {
        regime: String,
    },
    /// All answers once more, before the package.
    Check {
        regime: String,
    },
    /// The dates of a rule book; without one, of all of them.
    Calendar {
        regime: Option<String>,
    },
    /// One plan for several rule books; from which of them one comes.
    Plan {
        regime: Option<String>,
    },
    /// What is to be done by when, for all organisations.
    Deadlines,
    Clauses {
        regime: String,
        clause: Option<String>,
    },
    Package {
        regime: String,
    },
    Clients,
    /// Two organisations, or states of them: `client` or `client@state`; empty where none is chosen yet.
    Compare {
        from: String,
        to: String,
    },
    /// Packages from others.
    Open,
    /// Workbooks that collect answers: for these organisations, joined by commas; for the one at hand when empty.
    Collect {
        clients: String,
    },
    /// What comes back from others, into organisations that are here or as others.
    Take,
    /// Rule books and settings.
    Settings,
    /// Checking and trying rule books.
    Drafts,
    /// What changed with the rules.
    Changes,
    /// Making the site one's own.
    Host,
    Unknown,
}

impl Route {
    /// Reads what follows the `#`, already percent-decoded. Rule-book ids and clause numbers contain no `/`.
    pub(crate) fn parse(fragment: &str) -> Self {
        let mut parts = fragment.split('/').filter(|part| !part.is_empty()).map(str::to_owned);
        match (parts.next().as_deref(), parts.next(), parts.next(), parts.next()) {
            (None, ..) => Self::Home,
            (Some("organisation"), None, None, None) => Self::Organisation,
            (Some("open"), None, None, None) => Self::Open,
            (Some("collect"), clients, None, None) => Self::Collect { clients: clients.unwrap_or_default() },
            (Some("take"), None, None, None) => Self::Take,
            (Some("evidence"), None, None, None) => Self::Evidence,
            (Some("import"), None, None, None) => Self::Import,
            (Some("settings"), None, None, None) => Self::Settings,
            (Some("rulebooks"), None, None, None) => Self::Drafts,
            (Some("changes"), None, None, None) => Self::Changes,
            (Some("host"), None, None, None) => Self::Host,
            (Some("assess"), Some(regime), section, None) => Self::Assess { regime, section },
            (Some("ask"), Some(regime), None, None) => Self::Ask { regime },
            (Some("way"), Some(regime), None, None) => Self::Way { regime },
            (Some("check"), Some(regime), None, None) => Self::Check { regime },
            (Some("result"), Some(regime), None, None) => Self::Result { regime },
            (Some("calendar"), regime, None, None) => Self::Calendar { regime },
            (Some("plan"), regime, None, None) => Self::Plan { regime },
            (Some("deadlines"), None, None, None) => Self::Deadlines,
            (Some("clauses"), Some(regime), clause, None) => Self::Clauses { regime, clause },
            (Some("package"), Some(regime), None, None) => Self::Package { regime },
            (Some("clients"), None, None, None) => Self::Clients,
            (Some("compare"), from, to, None) => {
                Self::Compare { from: from.unwrap_or_default(), to: to.unwrap_or_default() }
            }
            _ => Self::Unknown,
        }
    }

    /// The address to link to.
    pub(crate) fn href(&self) -> String {
        match self {
            Self::Home | Self::Unknown => "#/".to_owned(),
            Self::Organisation => "#/organisation".to_owned(),
            Self::Open => "#/open".to_owned(),
            Self::Collect { clients } if clients.is_empty() => "#/collect".to_owned(),
            Self::Collect { clients } => format!("#/collect/{clients}"),
            Self::Take => "#/take".to_owned(),
            Self::Evidence => "#/evidence".to_owned(),
            Self::Import => "#/import".to_owned(),
            Self::Settings => "#/settings".to_owned(),
            Self::Drafts => "#/rulebooks".to_owned(),
            Self::Changes => "#/changes".to_owned(),
            Self::Host => "#/host".to_owned(),
            Self::Assess { regime, section: None } => format!("#/assess/{regime}"),
            Self::Assess { regime, section: Some(section) } => format!("#/assess/{regime}/{section}"),
            Self::Ask { regime } => format!("#/ask/{regime}"),
            Self::Way { regime } => format!("#/way/{regime}"),
            Self::Check { regime } => format!("#/check/{regime}"),
            Self::Result { regime } => format!("#/result/{regime}"),
            Self::Calendar { regime: None } => "#/calendar".to_owned(),
            Self::Calendar { regime: Some(regime) } => format!("#/calendar/{regime}"),
            Self::Plan { regime: None } => "#/plan".to_owned(),
            Self::Plan { regime: Some(regime) } => format!("#/plan/{regime}"),
            Self::Deadlines => "#/deadlines".to_owned(),
            Self::Clauses { regime, clause: None } => format!("#/clauses/{regime}"),
            Self::Clauses { regime, clause: Some(clause) } => format!("#/clauses/{regime}/{clause}"),
            Self::Package { regime } => format!("#/package/{regime}"),
            Self::Clients => "#/clients".to_owned(),
            Self::Compare { from, to } => format!("#/compare/{from}/{to}"),
        }
    }

    /// The rule book that the place belongs to.
    pub(crate) fn regime(&self) -> Option<&str> {
        match self {
            Self::Assess { regime, .. }
            | Self::Ask { regime }
            | Self::Way { regime }
            | Self::Check { regime }
            | Self::Result { regime }
            | Self::Calendar { regime: Some(regime) }
            | Self::Clauses { regime, .. }
            | Self::Package { regime } => Some(regime),
            // The plan is of all of them, wherever one comes from.
            Self::Calendar { regime: None }
            | Self::Plan { .. }
            | Self::Deadlines
            | Self::Home
            | Self::Organisation
            | Self::Evidence
            | Self::Import
            | Self::Open
            | Self::Collect { .. }
            | Self::Take
            | Self::Settings
            | Self::Drafts
            | Self::Changes
            | Self::Host
            | Self::Clients
            | Self::Compare { .. }
            | Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wasm_bindgen_test::wasm_bindgen_test;

    fn check(fragment: &str, expected: &Route) {
        assert_eq!(Route::parse(fragment), *expected, "{fragment}");
    }

    #[wasm_bindgen_test]
    fn addresses_lead_to_their_places() {
        check("", &Route::Home);
        check("/", &Route::Home);
        check("/organisation", &Route::Organisation);
        check("/assess/credit", &Route::Assess { regime: "credit".into(), section: None });
        check("/assess/credit/caps_b", &Route::Assess { regime: "credit".into(), section: Some("caps_b".into()) });
        check(
            "/clauses/credit/第九条（一）4",
            &Route::Clauses { regime: "credit".into(), clause: Some("第九条（一）4".into()) },
        );
    }

    #[wasm_bindgen_test]
    fn what_is_not_an_address_is_unknown_and_not_home() {
        for fragment in ["/assess", "/nowhere", "/package/credit/more", "/assess/a/b/c"] {
            check(fragment, &Route::Unknown);
        }
    }

    #[wasm_bindgen_test]
    fn an_address_leads_back_to_its_place() {
        for route in [
            Route::Home,
            Route::Organisation,
            Route::Open,
            Route::Evidence,
            Route::Import,
            Route::Settings,
            Route::Drafts,
            Route::Changes,
            Route::Host,
            Route::Assess { regime: "om".into(), section: Some("form".into()) },
            Route::Ask { regime: "om".into() },
            Route::Result { regime: "om".into() },
            Route::Calendar { regime: None },
            Route::Deadlines,
            Route::Plan { regime: None },
            Route::Plan { regime: Some("om".into()) },
            Route::Calendar { regime: Some("om".into()) },
            Route::Clauses { regime: "om".into(), clause: None },
            Route::Package { regime: "om".into() },
            Route::Clients,
            Route::Way { regime: "om".into() },
            Route::Check { regime: "om".into() },
            Route::Collect { clients: String::new() },
            Route::Collect { clients: "1a-2b,3c-4d".into() },
            Route::Take,
            Route::Compare { from: "1a@2b".into(), to: "1a".into() },
            Route::Compare { from: String::new(), to: String::new() },
        ] {
            assert_eq!(Route::parse(route.href().trim_start_matches('#')), route);
        }
    }
}
