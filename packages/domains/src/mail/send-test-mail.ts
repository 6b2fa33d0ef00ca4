import { InvalidError } from '@kith/kernel/errors';
import { newId } from '@kith/kernel/ids';
import { staffPerson } from '../communities/index.ts';
import type { CommunityContext } from '../context.ts';
import { brandOf } from './brands.ts';
import { deliver } from './deliver.ts';
import type { SendTestMail } from './mail.schema.ts';
import { sampleProps } from './sample-props.ts';

const TESTS_PER_HOUR = 20;

/**
 * Sends a mail in the design that is being tried to whoever asks, and to nobody else. Throws `limits.too_many` above 20
 * an hour.
 */
export async function sendTestMail(
	ctx: CommunityContext,
	{ kind, locale }: SendTestMail,
): Promise<{ to: string }> {
	ctx.authorize('update', 'Community');
	const to = await ownAddress(ctx);
	if (!to) throw new InvalidError('mail.no_address');
	await ctx.services.limiter.take(`test mail ${ctx.community.id} ${to}`, TESTS_PER_HOUR, 3600);
	const brand = brandOf(ctx.community, { site: ctx.snapshot.draftSite });
	const props = sampleProps(ctx)[kind];
	await deliver(ctx.services, {
		...{ kind, props, to, locale, brand, idempotencyKey: `test-mail:${newId()}` },
	});
	return { to };
}

async function ownAddress({ actor, viewer, services }: CommunityContext): Promise<string | null> {
	if (actor.kind !== 'staff') return viewer?.email ?? null;
	const person = await staffPerson(services.platform, actor.staffId).executeTakeFirst();
	return person?.email ?? null;
}
