// Stubs of the team's own, filled in as lodash's `template` does it for Knex: `<%= %>`, `<%- %>` and `<% %>`,
// the variables as `d`. Unlike lodash's default, `${…}` is left alone: it is the stub's own JavaScript.
(function (rungs) {
  "use strict";
  const TAG = /<%-([\s\S]+?)%>|<%=([\s\S]+?)%>|<%([\s\S]+?)%>/g;
  const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  const escaped = (text) => text.replace(/[&<>"']/g, (character) => ENTITIES[character]);
  const text = (value) => (value == null ? "" : String(value));

  rungs.renderTemplate = (template, variables) => {
    let body = "";
    let end = 0;
    for (const match of template.matchAll(TAG)) {
      const [whole, escape, interpolate, evaluate] = match;
      body += `$out(${JSON.stringify(template.slice(end, match.index))});`;
      if (escape !== undefined) body += `$out($escaped($text(${escape})));`;
      else if (interpolate !== undefined) body += `$out($text(${interpolate}));`;
      else body += `${evaluate}\n`;
      end = match.index + whole.length;
    }
    const parts = [];
    const render = new Function("d", "$out", "$text", "$escaped", body);
    render(variables, (part) => parts.push(part), text, escaped);
    return parts.join("") + template.slice(end);
  };
});
