export { isAllowed } from './ability.ts';
