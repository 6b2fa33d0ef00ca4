import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestCommunity, type TestCommunity } from '@kith/testing/test-community';
import { createTestInstallation, type TestInstallation } from '@kith/testing/test-installation';
import { asStaff } from '@kith/testing/test-staff';
import { platformCaller } from '../index.ts';
import { mailPlanNews, mailPlanUsage } from './plan-mail.ts';

let installation: TestInstallation;
let here: TestCommunity;
beforeAll(async () => {
	installation = await createTestInstallation();
	here = await createTestCommunity(installation);
});
afterAll(() => installation.close());

const ours = () => ({ organizationId: here.community.organizationId });
const stripe = () => installation.services.payments;

/** Runs what was asked for of mails about the plan, twice, as a queue may. */
async function runMails(): Promise<void> {
	const { rows } = await installation.owner.query<{ payload: unknown }>(
		`select payload->'payload' as payload from streams.outbox
			where payload->>'name' = 'mail-plan' and payload->'payload'->>'organizationId' = $1`,
		[ours().organizationId],
	);
	for (const { payload } of [...rows, ...rows]) await mailPlanNews(installation.services, payload);
}

const subjects = async () => {
	const { email } = await installation.services.platform
		.selectFrom('authUsers')
		.select('email')
		.where('id', '=', here.staffId)
		.executeTakeFirstOrThrow();
	return (await installation.mailbox.list({ limit: 100, to: email }))
		.map(({ subject }) => subject)
		.toReversed();
};

test('what is paid, what fails and a trial that ends is told once, to who looks after the plan', async () => {
	const plans = platformCaller(await asStaff(installation, here.staffId)).plans;
	const { url } = await plans.checkOut({ ...ours(), plan: 'pro', interval: 'month' });
	const body = new URLSearchParams({
		...{ number: '4242424242424242', expiry: '12/34', cvc: '123', name: 'Ada', country: 'BE' },
	});
	const standIn = await installation.stripe();
	await standIn.pages(new Request(`${url}/pay`, { method: 'POST', body }));
	await installation.hearStripe();
	await runMails();
	expect(await subjects()).toEqual(['Receipt: €49.00 for Pro']);

	const [subscription] = (await stripe().subscriptions.list()).data;
	const customer = subscription?.customer as string;
	const bad = await stripe().paymentMethods.attach('pm_card_chargeCustomerFail', { customer });
	const change = { default_payment_method: bad.id };
	await stripe().subscriptions.update(subscription?.id ?? '', change);
	installation.clock.advance(32 * 86_400);
	await installation.hearStripe();
	await runMails();
	expect(await subjects()).toEqual([
		...['Receipt: €49.00 for Pro', 'The payment for Pro did not work'],
	]);

	const about = subscription?.id ?? '';
	const inTime = Math.floor(installation.clock.now().getTime() / 1000) + 3 * 86_400;
	await mailPlanNews(installation.services, { ...ours(), news: 'trial', about });
	await stripe().subscriptions.update(about, { trial_end: inTime, proration_behavior: 'none' });
	await mailPlanNews(installation.services, { ...ours(), news: 'trial', about });
	expect((await subjects()).at(-1)).toMatch(/^Your trial of \w+ ends on /);
});

test('a measure that is nearly or wholly used is told', async () => {
	const at = installation.clock.now().toISOString();
	for (const percent of [80, 100, 100])
		await mailPlanUsage(installation.services, { ...ours(), meter: 'members', percent, at });
	const told = (await subjects()).slice(-2);
	expect(told).toEqual([
		...[expect.stringContaining('uses 80 % of its members'), expect.stringContaining('beyond its')],
	]);
});
