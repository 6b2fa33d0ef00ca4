import type { Task } from '../engine/world.ts';

/** What timers have happen, by the name of their task. */
export const TASKS: Readonly<Record<string, Task>> = {};
