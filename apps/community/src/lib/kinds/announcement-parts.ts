export { default as Part } from './AnnouncementPart.svelte';
