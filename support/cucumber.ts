import { projectCode } from './project-code'

/** The files that `cucumber-js` has to load for the phrases and the world of kubecuke: for a project's own cucumber.js. */
export const supportFiles: readonly string[] = projectCode([]).files
