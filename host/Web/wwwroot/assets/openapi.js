// Shows the OpenAPI document: one section an operation, with parameters, body and answers.

const element = (name, text, ...children) => {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  made.append(...children);
  return made;
};

const typeOf = schema => {
  if (!schema) return "";
  if (schema.$ref) return schema.$ref.split("/").pop();
  const type = [schema.type ?? (schema.oneOf ?? schema.anyOf ?? []).map(typeOf)].flat().filter(t => t !== "null").join(" or ");
  return schema.items ? `list of ${typeOf(schema.items)}` : type;
};

const row = (...cells) => element("tr", "", ...cells.map(c => element("td", c)));

const table = (caption, head, rows) => rows.length === 0 ? "" : element("table", "",
  element("caption", caption),
  element("thead", "", element("tr", "", ...head.map(h => { const cell = element("th", h); cell.scope = "col"; return cell; }))),
  element("tbody", "", ...rows));

const operation = (path, method, described) => element("details", "",
  element("summary", "", element("code", `${method.toUpperCase()} ${path}`), ` ${described.summary ?? ""}`),
  element("p", described.description ?? ""),
  table("Parameters", ["Name", "In", "Type", "Meaning"],
    (described.parameters ?? []).map(p => row(p.name, p.in, typeOf(p.schema), p.description ?? ""))),
  table("Body", ["Format", "Type"],
    Object.entries(described.requestBody?.content ?? {}).map(([format, content]) => row(format, typeOf(content.schema)))),
  table("Answers", ["Status", "Meaning", "Type"],
    Object.entries(described.responses ?? {}).map(([status, answer]) =>
      row(status, answer.description ?? "", Object.values(answer.content ?? {}).map(c => typeOf(c.schema)).join(", ")))));

const schema = (name, described) => {
  const section = element("details", "", element("summary", "", element("code", name)), element("p", described.description ?? ""),
    table("Members", ["Name", "Type", "Meaning"],
      Object.entries(described.properties ?? {}).map(([member, of]) => row(member, typeOf(of), of.description ?? ""))));
  section.id = name;
  return section;
};

const target = document.getElementById("reference");
const answer = await fetch("/openapi/v1.json");
const described = await answer.json();
target.replaceChildren(
  element("h2", "Operations"),
  ...Object.entries(described.paths).flatMap(([path, methods]) => Object.entries(methods).map(([method, of]) => operation(path, method, of))),
  element("h2", "Types"),
  ...Object.entries(described.components?.schemas ?? {}).map(([name, of]) => schema(name, of)));
