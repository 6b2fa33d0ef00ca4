import { Shop } from './shop.ts';
import { REAL, type World } from './world.ts';

/** Does, one after the other, what is due on a clock: each as if it were done at the moment it was due. */
export function runDue(world: World, clock: string, now: number): void {
	for (let timer = world.timers.take(clock, now); timer; timer = world.timers.take(clock, now)) {
		const { account, at, task, target } = timer;
		const shop = new Shop(world, account, { clock: clock === REAL ? null : clock, at });
		world.tasks[task]?.(shop, target);
		// Years may pass in one request, and what happened in them is not taken back.
		world.store.keep();
	}
}
