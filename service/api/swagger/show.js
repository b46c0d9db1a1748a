"use strict";
// Draws the API's description with Swagger UI, asking nothing of any other host.
const api = document.getElementById("api");
SwaggerUIBundle({
  url: api.dataset.description,
  domNode: api,
  deepLinking: true,
  validatorUrl: null,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  presets: [SwaggerUIBundle.presets.apis],
  layout: "BaseLayout",
});
