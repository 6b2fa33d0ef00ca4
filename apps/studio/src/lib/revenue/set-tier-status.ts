import { refreshAll } from '$app/navigation';
import { createStudioClient } from '@kith/client/browser';
import type { Tier } from '@kith/domains/tiers/schema';
import { toast } from '@kith/ui/toast';
import { textOfFailure } from '#lib/studio/failure-text.ts';
import { m } from '#lib/paraglide/messages.js';

/** Offers a tier or puts it away, and says so; a refusal comes back as its text. */
export async function changeTierStatus(
	communityId: string,
	{ id: tierId, name, version }: Tier,
	status: 'published' | 'archived',
): Promise<string | undefined> {
	try {
		await createStudioClient(communityId).tiers.setStatus.mutate({ tierId, version, status });
	} catch (error) {
		await refreshAll();
		return textOfFailure(error);
	}
	toast.success(
		status === 'published' ? m.tiers_published({ name }) : m.tiers_archived_done({ name }),
	);
	await refreshAll();
	return undefined;
}

/** The same where no dialog is open that could show a refusal. */
export async function setTierStatus(
	communityId: string,
	tier: Tier,
	status: 'published' | 'archived',
): Promise<void> {
	const refusal = await changeTierStatus(communityId, tier, status);
	if (refusal) toast.error(refusal);
}
