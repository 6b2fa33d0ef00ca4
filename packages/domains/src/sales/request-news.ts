import { requestJob } from '@kith/db/jobs';
import type { CommunityDb } from '@kith/db/handles';
import { keyOfNews } from './news.schema.ts';
import type { Planned } from './news-of-change.ts';

/** The job that writes a mail about a membership; `mail` has it. */
export const MAIL_SALE = 'mail-sale';

/** Asks for mails, in the transaction of what they tell. */
export async function requestNews(
	db: CommunityDb,
	planned: readonly Planned[],
	now: Date,
): Promise<void> {
	for (const { news, runAt } of planned)
		await requestJob(db, MAIL_SALE, news, {
			...{ key: `${MAIL_SALE}:${keyOfNews(news)}`, now },
			...(runAt && { runAt }),
		});
}
