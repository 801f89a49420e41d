"""The scalars of a plan: each parsed for what it is, each with a message for people."""

from __future__ import annotations

from generators.plan.scalars.destination import INTERNET
from generators.plan.scalars.destination import Destination
from generators.plan.scalars.destination import EgressDestination
from generators.plan.scalars.destination import read_destination
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
from generators.plan.scalars.labels import LabelValue
from generators.plan.scalars.labels import OptionalQualifiedName
from generators.plan.scalars.labels import QualifiedName
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
from generators.plan.scalars.names import OptionalSettingName
from generators.plan.scalars.names import SecretKey
from generators.plan.scalars.names import SettingName
from generators.plan.scalars.names import Text
from generators.plan.scalars.names import date_of
from generators.plan.scalars.names import minor_of
from generators.plan.scalars.network import Cidr
from generators.plan.scalars.network import IpAddress
from generators.plan.scalars.network import OptionalCidr
from generators.plan.scalars.network import Port
from generators.plan.scalars.object_store import OptionalEndpoint
from generators.plan.scalars.object_store import OptionalRegion
from generators.plan.scalars.object_store import address_of
from generators.plan.scalars.optional import or_empty
from generators.plan.scalars.paths import MountPath
from generators.plan.scalars.paths import OptionalMountPath
from generators.plan.scalars.proxy import NoProxy
from generators.plan.scalars.proxy import OptionalHostPort
from generators.plan.scalars.proxy import OptionalProxyUrl
from generators.plan.scalars.proxy import split_host
from generators.plan.scalars.quantity import CpuQuantity
from generators.plan.scalars.quantity import MemoryQuantity
from generators.plan.scalars.quantity import OptionalCpuQuantity
from generators.plan.scalars.quantity import OptionalMemoryQuantity
from generators.plan.scalars.quantity import OptionalQuantity
from generators.plan.scalars.quantity import OptionalRedisMemory
from generators.plan.scalars.quantity import Quantity
from generators.plan.scalars.quantity import bytes_of
from generators.plan.scalars.quantity import millicores
from generators.plan.scalars.registry import OptionalImageReference
from generators.plan.scalars.registry import OptionalRegistryPrefix
from generators.plan.scalars.schedule import CronLine
from generators.plan.scalars.schedule import OptionalCronLine
from generators.plan.scalars.schedule import interval_seconds
from generators.plan.scalars.schedule import six_fields
from generators.plan.scalars.secretlike import credential_in
from generators.plan.scalars.secretlike import printable
from generators.plan.scalars.secretlike import secret_name
from generators.plan.scalars.secretlike import shown
from generators.plan.scalars.service_name import service_namespace
from generators.plan.scalars.webhook_addresses import WEBHOOK_ADDRESS

__all__ = [
    "INTERNET",
    "WEBHOOK_ADDRESS",
    "BundleName",
    "Cidr",
    "CpuQuantity",
    "CronLine",
    "Destination",
    "DnsLabel",
    "DnsSubdomain",
    "EgressDestination",
    "Host",
    "Hostname",
    "HostnamePattern",
    "ImageName",
    "IpAddress",
    "IsoDate",
    "KubernetesMinor",
    "LabelValue",
    "Line",
    "MemoryQuantity",
    "MountPath",
    "NoProxy",
    "OptionalCidr",
    "OptionalCpuQuantity",
    "OptionalCronLine",
    "OptionalDnsLabel",
    "OptionalDnsSubdomain",
    "OptionalDriverName",
    "OptionalEndpoint",
    "OptionalHost",
    "OptionalHostPort",
    "OptionalHostname",
    "OptionalImageName",
    "OptionalImageReference",
    "OptionalIsoDate",
    "OptionalMemoryQuantity",
    "OptionalMountPath",
    "OptionalProxyUrl",
    "OptionalQualifiedName",
    "OptionalQuantity",
    "OptionalRedisMemory",
    "OptionalRegion",
    "OptionalRegistryPrefix",
    "OptionalSecretKey",
    "OptionalSettingName",
    "Port",
    "QualifiedName",
    "Quantity",
    "SecretKey",
    "SettingName",
    "Text",
    "address_of",
    "bytes_of",
    "credential_in",
    "date_of",
    "interval_seconds",
    "is_address",
    "is_public_suffix",
    "millicores",
    "minor_of",
    "or_empty",
    "printable",
    "read_destination",
    "registered_domain",
    "secret_name",
    "service_namespace",
    "shown",
    "six_fields",
    "split_host",
    "unicode_of",
]
