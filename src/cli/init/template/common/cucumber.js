// For editors and for `npx cucumber-js`; `npx kubecuke run` needs no settings.
const { supportFiles } = require('kubecuke/cucumber')

module.exports = { default: { require: [...supportFiles, 'steps/**/*.js'] } }
