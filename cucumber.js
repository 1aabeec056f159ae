// For `npx cucumber-js` and for editors: the same features, steps and world as `kubecuke run`.
module.exports = {
  default: {
    requireModule: ['ts-node/register'],
    require: ['support/parameters.ts', 'support/world.ts', 'support/hooks.ts', 'steps/**/*.steps.ts'],
    format: ['progress'],
  },
}
