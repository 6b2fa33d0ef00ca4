import { communityCaller } from '@kith/domains';
import { affiliates } from '@kith/domains/affiliates';
import type { Programme } from '@kith/domains/affiliates/programme';
import type { RequestFacts } from '@kith/domains/context';
import { createCommunityContext, createJobContext } from '@kith/domains/create-context';
import { eventsSince } from '@kith/db/outbox';
import { newId } from '@kith/kernel/ids';
import type { TestMember } from './test-community.ts';
import { latestCode } from './test-identity.ts';
import type { TestInstallation } from './test-installation.ts';
import { openTestSales, salesOf } from './test-sales.ts';
import { openBrowser } from './test-staff.ts';
import { pay } from './test-purchases.ts';

/** Before every event. */
const FIRST = '00000000-0000-7000-8000-000000000000';

export const TERMS: Programme = {
	...{ isOn: true, basisPoints: 2_500, months: 12, windowDays: 30, payableDays: 30 },
	...{ least: { amount: 0, currency: 'eur' }, joining: 'open', words: 'Be honest.' },
};

/** A community that sells and has a programme, and Bo, who takes part in it. */
export async function openAffiliates(
	installation: TestInstallation,
	terms: Partial<Programme> = {},
) {
	const shop = await openTestSales(installation);
	const { here, founder } = shop;
	const as = async (who: TestMember) => communityCaller(await here.as(who)).affiliates;
	const staff = () => as(founder);

	async function setTerms(change: Partial<Programme>) {
		const { programme } = await (await staff()).programme();
		return (await staff()).saveProgramme({ ...programme, ...change });
	}
	await setTerms({ ...TERMS, ...terms });

	async function takesPart(who: TestMember) {
		await (await staff()).invite({ memberId: who.memberId });
		const { affiliate } = await (await as(who)).own();
		const { items } = await (await staff()).list({ search: affiliate?.code ?? '' });
		const id = items.find(({ code }) => code === affiliate?.code)?.id ?? '';
		return { affiliateId: id, code: affiliate?.code ?? '' };
	}
	const bo = await here.member('member', 'Bo');
	const link = await takesPart(bo);

	const visit = async (browser: RequestFacts) =>
		communityCaller(await createCommunityContext(installation.services, here.community, browser));
	/** A browser that followed a link. */
	async function followed(code = link.code, browser = openBrowser()): Promise<RequestFacts> {
		await (await visit(browser)).affiliates.follow({ code });
		return browser;
	}
	/** Somebody new who joins in a browser. */
	async function joins(
		browser: RequestFacts,
		email = `${newId()}@example.org`,
	): Promise<TestMember> {
		await (await visit(browser)).identity.requestCode({ email });
		const code = await latestCode(installation, here.id, email);
		await (await visit(browser)).identity.signInWithCode({ email, code });
		const row = here.db
			.selectFrom('members')
			.innerJoin('authUsers', 'authUsers.id', 'members.userId');
		const found = await row
			.select(['members.id as memberId', 'members.name', 'authUsers.id as userId'])
			.where('authUsers.email', '=', email)
			.executeTakeFirstOrThrow();
		const accepted = here.db.updateTable('members').set({ guidelinesVersion: 1 });
		await accepted.where('id', '=', found.memberId).execute();
		return { ...found, email };
	}
	/** Somebody new who came by a link and bought. */
	async function brought(
		priceId: string,
		{ code = link.code, card }: { code?: string; card?: string } = {},
	) {
		const who = await joins(await followed(code));
		const { membershipId } = await buys(who, priceId, card);
		return { who, membershipId };
	}
	async function buys(who: TestMember, priceId: string, card?: string) {
		const sales = await salesOf(here, who);
		const { url, membershipId } = await sales.buy({ priceId });
		await pay(installation, url, card);
		return { membershipId };
	}
	const referral = ({ memberId }: TestMember) =>
		here.db.selectFrom('referrals').selectAll().where('memberId', '=', memberId).executeTakeFirst();
	const commissions = () =>
		here.db.selectFrom('commissions').selectAll().orderBy('at').orderBy('id').execute();
	const sums = async (who: TestMember = bo) => (await (await as(who)).own()).affiliate?.sums ?? [];

	async function refund(membershipId: string, amount?: number) {
		const sales = await salesOf(here, founder);
		const entries = await sales.entries({ membershipId });
		const entryId = entries.find(({ kind, left }) => kind === 'payment' && left > 0)?.id ?? '';
		await sales.refund({ membershipId, entryId, reason: 'Asked', ...(amount && { amount }) });
	}
	async function pass(days: number) {
		installation.clock.advance(days * 86_400);
		await installation.hearStripe();
	}
	/** Lets the programme hear of what happened, twice, as a queue may. */
	async function hear() {
		const ctx = await createJobContext(installation.services, here.community, 'test');
		const events = await eventsSince(here.db, here.id, FIRST, 10_000);
		for (const consumer of Object.values(affiliates.consumers))
			for (const event of events.filter(({ type }) => consumer.on.includes(type)))
				for (let times = 0; times < 2; times++) await consumer.handle(ctx, event);
	}
	return {
		...{ ...shop, as, staff, setTerms, takesPart, bo, link, visit, followed, joins, brought, buys },
		...{ referral, commissions, sums, refund, pass, hear },
	};
}

export type TestAffiliates = Awaited<ReturnType<typeof openAffiliates>>;
