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
		}
	}
}
