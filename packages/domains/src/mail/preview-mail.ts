import type { CommunityContext } from '../context.ts';
import { brandOf } from './brands.ts';
import { renderMail } from './render-mail.ts';
import { sampleProps } from './sample-props.ts';
import type { MailPreview, PreviewMail } from './mail.schema.ts';

/** A mail as it would be sent, in the design that is being tried. */
export async function previewMail(
	ctx: CommunityContext,
	{ kind, scheme, locale }: PreviewMail,
): Promise<MailPreview> {
	ctx.authorize('update', 'Community');
	const brand = brandOf(ctx.community, { site: ctx.snapshot.draftSite });
	const props = sampleProps(ctx)[kind];
	const { subject, html } = await renderMail(kind, props, { locale, brand, scheme });
	return { subject, html };
}
