export { testPhoto } from '@kith/integrations/images/test-picture';
