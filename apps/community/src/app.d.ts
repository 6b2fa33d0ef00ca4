import type { CommunityRequest } from '@kith/client/request-store';

declare global {
	namespace App {
		interface Locals {
			request: CommunityRequest;
			api: CommunityRequest['api'];
			/** What the page's head tells crawlers; see describe.ts. */
			description?: string;
		}
		interface Error {
			message: string;
			/** What the page says, where that is no matter of the status alone; worded on the server. */
			title?: string;
			body?: string;
		}
	}
}
