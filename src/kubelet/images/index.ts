// All images, one line each. The order matters where a short name stands for many repositories: the first match wins.
import { agnhostImage, kittenImage, nautilusImage, nonewprivsImage, nonrootImage } from './agnhost/agnhost'
import { alpineImage, busyboxImage, toolboxImage } from './busybox'
import { eurekaImage } from './eureka'
import { fluentdImage } from './fluentd'
import { httpdImage } from './httpd'
import type { ImageDefinition } from './image'
import { centosImage, debianImage } from './linux'
import { resourceConsumerImage, stressImage } from './load'
import { mongoImage } from './mongo'
import { mysqlImage } from './mysql/mysql'
import { xtrabackupImage } from './mysql/xtrabackup'
import { nginxImage, nginxLikeImage } from './nginx'
import { pauseImage } from './pause'
import { perlImage } from './perl'
import { redisImage } from './redis/redis'
import { languageImage } from './unknown-image'
import {
  canaryImage,
  echoserverImage,
  helloWorldImage,
  hpaExampleImage,
  httpEchoImage,
  myappImage,
  nginxSlimImage,
  serveHostnameImage,
  whoamiImage,
} from './web-demos'

export const images: readonly ImageDefinition[] = [
  nginxImage,
  nginxLikeImage,
  nginxSlimImage,
  httpdImage,
  busyboxImage,
  alpineImage,
  toolboxImage,
  centosImage,
  debianImage,
  mysqlImage,
  xtrabackupImage,
  redisImage,
  mongoImage,
  perlImage,
  fluentdImage,
  pauseImage,
  agnhostImage,
  nonewprivsImage,
  nonrootImage,
  kittenImage,
  nautilusImage,
  serveHostnameImage,
  echoserverImage,
  whoamiImage,
  httpEchoImage,
  hpaExampleImage,
  helloWorldImage,
  stressImage,
  resourceConsumerImage,
  eurekaImage,
  myappImage,
  canaryImage,
  languageImage,
]
