export type { PastPayments } from './play-sales.ts';
export { seedDemo } from './seed-demo.ts';
