// The page of the form library that the site is measured beside: `#scores` or `#caps`.
import { FunctionFactory, Model } from "survey-core";
import "survey-core/survey-core.fontless.min.css";
import "survey-js-ui";
import { answers, functions, model } from "./model.mjs";

for (const [name, run] of Object.entries(functions(new Date("2026-11-21")))) FunctionFactory.Instance.register(name, run);
const survey = new Model(model(location.hash.slice(1)));
survey.data = answers;
survey.render(document.getElementById("form"));
