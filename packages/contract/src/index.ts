export { authoringApiVersions, isApiVersion, isVersionWithin, runtimeApiVersions } from './common/api-version.ts';
export type { AzureErrorCode, AzureInnerErrorCode } from './common/error-response.ts';
export {
  AzureError,
  AzureErrorResponse,
  AzureInnerError,
  azureErrorCodes,
  azureInnerErrorCodes,
  Problem,
} from './common/error-response.ts';
export type { RouteRecord } from './common/route-record.ts';
export { defineRoute } from './common/route-record.ts';
