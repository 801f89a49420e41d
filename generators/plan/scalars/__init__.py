"""The scalars of a plan: each parsed for what it is, each with a message for people."""

from __future__ import annotations

from generators.plan.scalars.hostname import Host
from generators.plan.scalars.hostname import Hostname
from generators.plan.scalars.hostname import HostnamePattern
from generators.plan.scalars.hostname import OptionalHost
from generators.plan.scalars.hostname import OptionalHostname
from generators.plan.scalars.hostname import is_address
from generators.plan.scalars.hostname import is_public_suffix
from generators.plan.scalars.hostname import registered_domain
from generators.plan.scalars.hostname import unicode_of
from generators.plan.scalars.image import ImageName
from generators.plan.scalars.image import OptionalImageName
from generators.plan.scalars.names import BundleName
from generators.plan.scalars.names import DnsLabel
from generators.plan.scalars.names import DnsSubdomain
from generators.plan.scalars.names import IsoDate
from generators.plan.scalars.names import KubernetesMinor
from generators.plan.scalars.names import Line
from generators.plan.scalars.names import OptionalDnsLabel
from generators.plan.scalars.names import OptionalDnsSubdomain
from generators.plan.scalars.names import OptionalDriverName
from generators.plan.scalars.names import OptionalIsoDate
from generators.plan.scalars.names import OptionalSecretKey
from generators.plan.scalars.names import SecretKey
from generators.plan.scalars.names import SettingName
from generators.plan.scalars.names import Text
from generators.plan.scalars.names import date_of
from generators.plan.scalars.names import minor_of
from generators.plan.scalars.network import Cidr
from generators.plan.scalars.network import OptionalCidr
from generators.plan.scalars.network import Port
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.paths import MountPath
from generators.plan.scalars.paths import OptionalMountPath
from generators.plan.scalars.quantity import CpuQuantity
from generators.plan.scalars.quantity import MemoryQuantity
from generators.plan.scalars.quantity import OptionalCpuQuantity
from generators.plan.scalars.quantity import OptionalMemoryQuantity
from generators.plan.scalars.quantity import OptionalQuantity
from generators.plan.scalars.quantity import OptionalRedisMemory
from generators.plan.scalars.quantity import Quantity
from generators.plan.scalars.quantity import bytes_of
from generators.plan.scalars.quantity import millicores
from generators.plan.scalars.schedule import CronLine
from generators.plan.scalars.schedule import OptionalCronLine
from generators.plan.scalars.schedule import interval_seconds
from generators.plan.scalars.schedule import six_fields
from generators.plan.scalars.secretlike import credential_in
from generators.plan.scalars.secretlike import secret_name
from generators.plan.scalars.secretlike import shown

__all__ = [
    "BundleName",
    "Cidr",
    "CpuQuantity",
    "CronLine",
    "DnsLabel",
    "DnsSubdomain",
    "Host",
    "Hostname",
    "HostnamePattern",
    "ImageName",
    "IsoDate",
    "KubernetesMinor",
    "Line",
    "MemoryQuantity",
    "MountPath",
    "OptionalCidr",
    "OptionalCpuQuantity",
    "OptionalCronLine",
    "OptionalDnsLabel",
    "OptionalDnsSubdomain",
    "OptionalDriverName",
    "OptionalHost",
    "OptionalHostname",
    "OptionalImageName",
    "OptionalIsoDate",
    "OptionalMemoryQuantity",
    "OptionalMountPath",
    "OptionalQuantity",
    "OptionalRedisMemory",
    "OptionalSecretKey",
    "Port",
    "Quantity",
    "SecretKey",
    "SettingName",
    "Text",
    "bytes_of",
    "credential_in",
    "date_of",
    "interval_seconds",
    "is_address",
    "is_public_suffix",
    "millicores",
    "minor_of",
    "or_empty",
    "registered_domain",
    "secret_name",
    "shown",
    "six_fields",
    "unicode_of",
]
