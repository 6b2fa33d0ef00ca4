export { communitiesWith, switchOn } from './modules.queries.ts';
export { hasModule, requireModule } from './require-module.ts';
export { startModule } from './start-module.ts';
