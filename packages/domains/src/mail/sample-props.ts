import type { CommunityContext } from '../context.ts';
import type { SAMPLES } from './mail.schema.ts';
import type { MailProps } from './write-letter.ts';

/** What stands in a mail that is only looked at: the community's own words, in place of somebody's. */
export function sampleProps({
	community: { name, origin },
	snapshot: { general },
}: CommunityContext): Pick<MailProps, (typeof SAMPLES)[number]> {
	const words = general.tagline || general.description;
	return {
		welcome: { name },
		'sign-in-code': { code: '123456' },
		invitation: { inviterName: null, message: words, url: `${origin}/join` },
		announcement: { title: name, excerpt: words, mustAcknowledge: false, url: origin },
		reminder: { title: name, note: words, url: origin },
	};
}
