import { archiveById } from '../archives/index.ts';
import { ArchiveRef } from '../archives/archives.schema.ts';
import type { Services } from '../context.ts';
import { platformBrand } from './brands.ts';
import { deliver } from './deliver.ts';

/** Tells whoever asked for an export that it can be had. */
export async function mailArchiveReady(services: Services, payload: unknown): Promise<void> {
	const { archiveId } = ArchiveRef.parse(payload);
	const archive = await archiveById(services.platform, archiveId).executeTakeFirst();
	if (archive?.state !== 'done' || !archive.askerEmail) return;
	const { platformOrigin } = services;
	await deliver(services, {
		...{ kind: 'archive-ready', to: archive.askerEmail, locale: archive.locale },
		brand: { ...platformBrand(platformOrigin), name: archive.name },
		props: { url: `${platformOrigin}/c/${archive.communityId}/settings/data` },
		idempotencyKey: `archive-ready:${archiveId}`,
	});
}
