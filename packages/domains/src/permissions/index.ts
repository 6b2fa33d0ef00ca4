export { isAllowed } from './ability.ts';
export { readersOf } from './readers.ts';
