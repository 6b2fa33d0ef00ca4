import { sql } from 'kysely';
import { communityCaller } from '@kith/domains';
import type { AuditAction } from '@kith/domains/audit/schema';
import type { CommunityContext } from '@kith/domains/context';
import { newId } from '@kith/kernel/ids';
import type { Stage } from './matrix-stage.ts';
import { founderOf } from './test-actors.ts';
import { taxesAsSaved } from './matrix-sales.ts';
import { mailBounces } from './test-bounces.ts';

export type Audited = {
	action: AuditAction;
	/** Who may do it, where an admin may not. */
	by?: 'owner';
	/** What has to be there before the actor comes. */
	prepare?: (stage: Stage) => Promise<unknown>;
	/** Where the table of who may call it has an input that changes nothing. */
	input?: (stage: Stage, ctx: CommunityContext) => unknown;
};

/** As if the module were off; its tables are there. */
const started = (module: string): Audited => ({
	action: 'modules.started',
	prepare: ({ here }) =>
		here.db
			.updateTable('settings')
			.set({ value: sql`value - ${module}::text` })
			.where('key', '=', 'modules')
			.execute(),
});

async function tryAnotherLook({ here }: Stage): Promise<void> {
	const { design } = communityCaller(await here.as(await founderOf(here)));
	const { draft, versions } = await design.get();
	const value = { ...draft.look, brand: '#123456' };
	await design.saveDraft({ section: 'look', basedOn: versions.look, value });
}

const rule = () => ({ id: newId(), title: 'Be kind', text: '' });

/** What is set up page by page, and what the log calls it. */
export const AUDITED_SETTINGS: Readonly<Record<string, Audited>> = {
	'communities.updateAccess': {
		action: 'settings.updated',
		input: () => ({ visibility: 'private', join: 'approval' }),
	},
	'communities.updateGeneral': { action: 'settings.updated' },
	'filing.save': { action: 'settings.updated' },
	'filing.resume': { action: 'settings.updated' },
	'replies.save': { action: 'settings.updated' },
	'rota.save': { action: 'settings.updated' },
	'communities.updateLocalization': {
		action: 'settings.updated',
		input: () => ({ locale: 'de', languages: ['de'], timeZone: null, hourCycle: 'h23' }),
	},
	'communities.updateSignIn': {
		action: 'settings.updated',
		input: () => ({ password: false, passkey: true, captcha: 'auto' }),
	},
	'gifts.resend': {
		action: 'gifts.resent',
		input: async (stage) => ({ ...(await stage.gift()), id: newId(), reason: 'It was lost' }),
	},
	'gifts.revoke': {
		action: 'gifts.revoked',
		input: async (stage) => ({ ...(await stage.gift()), refund: true, reason: 'As they asked' }),
	},
	'memberships.end': { action: 'memberships.ended' },
	'memberships.extend': { action: 'memberships.extended' },
	'memberships.give': { action: 'memberships.given' },
	'offers.archive': { action: 'offers.archived' },
	'offers.create': { action: 'offers.created' },
	'offers.update': { action: 'offers.updated' },
	'sales.answerDispute': {
		action: 'sales.answered',
		input: async (stage) => {
			const { membershipId, disputeId } = await stage.disputed();
			return { membershipId, disputeId, note: 'They were here every day' };
		},
	},
	'sales.changeFor': {
		action: 'sales.changed',
		input: async (stage) => ({ ...(await stage.changeShown()), reason: 'As they asked' }),
	},
	'sales.endFor': {
		action: 'sales.ended',
		input: async (stage) => {
			const { membershipId } = await stage.purchase();
			return { membershipId, when: 'now', reason: 'As they asked' };
		},
	},
	'sales.extendFor': {
		action: 'sales.extended',
		input: async (stage) => ({ ...(await stage.extensionShown()), reason: 'As they asked' }),
	},
	'sales.resendReceipt': {
		action: 'sales.receipt_sent',
		input: async (stage) => ({ ...(await stage.purchase()), id: newId(), reason: 'It was lost' }),
	},
	'sales.exportLedger': { action: 'ledger.exported' },
	'sales.refund': {
		action: 'sales.refunded',
		input: async (stage) => ({ ...(await stage.purchase()), reason: 'Asked in time' }),
	},
	'sales.saveTaxes': {
		action: 'settings.updated',
		input: async (stage) => ({ ...(await taxesAsSaved(stage)), taxIds: 'may' }),
	},
	'tiers.addPrice': { action: 'prices.added' },
	'tiers.archivePrice': { action: 'prices.archived' },
	'tiers.arrange': {
		action: 'tiers.arranged',
		input: async (stage) => {
			await stage.tier();
			const founder = await stage.here.as(await founderOf(stage.here));
			const ids = (await communityCaller(founder).tiers.list()).map(({ id }) => id);
			return { tierIds: ids.toReversed() };
		},
	},
	'tiers.create': { action: 'tiers.created' },
	'tiers.setStatus': { action: 'tiers.archived' },
	'analytics.start': started('analytics'),
	'analytics.weighHealth': { action: 'settings.updated' },
	'analytics.exportExplored': { action: 'analytics.exported' },
	'analytics.saveExploration': { action: 'settings.updated' },
	'analytics.renameExploration': { action: 'settings.updated' },
	'analytics.removeExploration': { action: 'settings.updated' },
	'analytics.exportModeration': { action: 'analytics.exported' },
	'tiers.start': started('memberships'),
	'tiers.update': { action: 'tiers.updated' },
	'guidelines.withdraw': {
		action: 'legal.withdrawn',
		prepare: async ({ here }) => {
			const founder = await here.as(await founderOf(here));
			await communityCaller(founder).guidelines.publish({
				...{ kind: 'imprint', basedOn: founder.snapshot.legal.imprint.version, title: 'Imprint' },
				...{ rules: [rule()], changes: '', mustAccept: false },
			});
		},
		input: () => ({ kind: 'imprint' }),
	},
	'guidelines.publish': {
		action: 'guidelines.published',
		input: (_, { snapshot }) => ({
			...{ basedOn: snapshot.guidelines.version, title: 'Rules', rules: [rule()] },
			...{ changes: 'Kinder', mustAccept: false },
		}),
	},
	'mail.resume': {
		action: 'members.mail_resumed',
		input: async (stage) => {
			const { memberId } = await stage.member();
			await mailBounces(stage.here, memberId);
			return { memberId };
		},
	},
	'design.discard': { action: 'look.discarded', prepare: tryAnotherLook },
	'design.publish': {
		...{ action: 'look.published', prepare: tryAnotherLook },
		input: async ({ here }) => {
			const founder = await here.as(await founderOf(here));
			const { stamp } = await communityCaller(founder).design.get();
			return { stamp, note: 'Darker' };
		},
	},
	'design.restore': {
		action: 'look.restored',
		input: async ({ here }) => {
			const { design } = communityCaller(await here.as(await founderOf(here)));
			return { version: (await design.versions())[0]?.version ?? 0 };
		},
	},
	'feeds.saveWeights': {
		action: 'settings.updated',
		input: () => ({ fresh: 1, talk: 2, affinity: 3, unseen: 4, newcomers: false }),
	},
};
