export const PROTOBUF = 'application/vnd.kubernetes.protobuf'
