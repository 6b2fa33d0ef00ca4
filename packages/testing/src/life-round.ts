import { reconcileCommunity } from '@kith/domains/sales';
import { bornInto, type LifePerson } from './life-person.ts';
import type { LifePlan } from './life-plans.ts';
import { lifeQueue } from './life-queue.ts';
import { openLifeShop } from './life-shop.ts';
import { complaintsOf, type Complaint } from './life-truth.ts';
import { daysOf, type Lifecycle, type Step } from './lifecycles.ts';
import type { TestInstallation } from './test-installation.ts';

const DAY = 86_400;
/** The comparison that runs each night looks back a week; so often is enough. */
const NIGHTS_BETWEEN = 6;

type Life = {
	lifecycle: Lifecycle;
	person: LifePerson;
	steps: Step[];
	/** The day on which the next step is taken. */
	day: number;
};

export type LifeRound = {
	complaints: Complaint[];
	/** Milliseconds for each event that was handled. */
	took: number[];
	payments: number;
};

/**
 * Has lifecycles lived side by side in a community of their own, all of them over on one day, while webhooks go wrong as
 * planned; then ours is compared with Stripe, as every night, and told what is not as it should be.
 */
export async function liveRound(
	installation: TestInstallation,
	lifecycles: readonly Lifecycle[],
	plan: LifePlan,
): Promise<LifeRound> {
	const standIn = await installation.stripe();
	standIn.setFaults(null);
	const shop = await openLifeShop(installation);
	const { here, account } = shop;
	const { services, clock } = installation;
	const queue = lifeQueue(installation, here);
	const end = Math.max(...lifecycles.map(daysOf));
	const lives: Life[] = [];
	for (const [number, lifecycle] of lifecycles.entries())
		lives.push({
			...{ lifecycle, steps: [...lifecycle.steps], day: end - daysOf(lifecycle) },
			person: await bornInto(installation, shop, `Person ${number}`),
		});
	const compare = () => reconcileCommunity(services, here.community, account);
	installation.whenTold(async (event) => {
		if (plan.isAtOnce) await queue.handle(event);
	});
	standIn.setFaults({ seed: plan.seed, webhooks: plan.webhooks });
	const complaints: Complaint[] = [];
	for (let day = 0; day <= end; day++) {
		for (const life of lives) await liveDay(life, day);
		await queue.run(plan.beside);
		if (day % NIGHTS_BETWEEN === NIGHTS_BETWEEN - 1) await compare();
		if (day < end) clock.advance(DAY);
	}
	standIn.setFaults(null);
	await compare();
	await queue.run(1);
	installation.whenTold(async () => {});
	for (const { lifecycle, person } of lives)
		complaints.push(...(await complaintsOf({ installation, shop, person, lifecycle })));
	const payments = standIn
		.books(account)
		.all('charge')
		.filter(({ paid }) => paid).length;
	await endAll();
	if (queue.failed.length > 0)
		complaints.push({ lifecycle: 'all', what: `not handled: ${queue.failed.join(', ')}` });
	return { complaints, took: queue.took, payments };

	/** What one does today; what is refused because a webhook is still on its way is tried again after the comparison. */
	async function liveDay(life: Life, day: number): Promise<void> {
		while (life.day === day) {
			const step = life.steps.shift();
			if (!step) return;
			if (step.do === 'wait') life.day += step.days;
			else
				await life.person.act(step).catch(async () => {
					await compare();
					await life.person.act(step).catch((error: unknown) => {
						const said = error instanceof Error ? error.message : String(error);
						complaints.push({ lifecycle: life.lifecycle.name, what: `${step.do}: ${said}` });
					});
				});
			if (step.do !== 'wait' && !plan.isAtOnce && plan.beside === 1) await queue.run(1);
		}
	}

	/** Time belongs to the next round: nothing of this one is paid any more. */
	async function endAll(): Promise<void> {
		standIn.setTelling(false);
		for (const { id, status } of standIn.books(account).all('subscription'))
			if (status !== 'canceled' && status !== 'incomplete_expired')
				await services.payments.subscriptions.cancel(id, {}, { stripeAccount: account });
		standIn.setTelling(true);
	}
}
