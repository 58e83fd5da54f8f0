// SPDX-License-Identifier: Apache-2.0
#include "suit/identifiers.h"

#include <QCoreApplication>
#include <QUuid>

namespace ota {

namespace {

// RFC 9562 6.6
constexpr QUuid dnsNamespace(0x6ba7b810, 0x9dad, 0x11d1, 0x80, 0xb4, 0x00, 0xc0, 0x4f, 0xd4, 0x30, 0xc8);

const QStringList& riotBoards()
{
    static const QStringList boards =
        QStringLiteral(
            "native native32 native64 6lowpan-clicker acd52832 adafruit-clue adafruit-feather-nrf52840-express "
            "adafruit-feather-nrf52840-sense adafruit-grand-central-m4-express adafruit-itsybitsy-m4 "
            "adafruit-itsybitsy-nrf52 "
            "adafruit-metro-m4-express adafruit-pybadge alientek-pandora arduino-due arduino-mkr1000 "
            "arduino-mkrfox1200 "
            "arduino-mkrwan1300 arduino-mkrzero arduino-nano-33-ble arduino-nano-33-iot arduino-zero b-l072z-lrwan1 "
            "b-l475e-iot01a b-u585i-iot02a bastwan bluepill-128kib blackpill-128kib cc1312-launchpad cc1352-launchpad "
            "cc1352p-launchpad cc2538dk cc2650-launchpad cc2650stk dwm1001 ek-lm4f120xl esp32-wroom-32 feather-m0 "
            "feather-nrf52840 feather-nrf52840-sense firefly frdm-k22f frdm-k64f frdm-kl43z frdm-kw41z hifive1 "
            "hifive1b "
            "i-nucleo-lrwan1 ikea-tradfri iotlab-a8-m3 iotlab-m3 limifrog-v1 lobaro-lorabox lsn50 mcb2388 microbit "
            "microbit-v2 msbiot mulle nrf51dk nrf51dongle nrf52832-mdk nrf52840-mdk nrf52840-mdk-dongle nrf52840dk "
            "nrf52840dongle nrf52dk nrf5340dk-app nrf9160dk nucleo-f030r8 nucleo-f070rb nucleo-f072rb nucleo-f091rc "
            "nucleo-f103rb nucleo-f207zg nucleo-f302r8 nucleo-f303k8 nucleo-f303re nucleo-f303ze nucleo-f334r8 "
            "nucleo-f401re nucleo-f410rb nucleo-f411re nucleo-f412zg nucleo-f413zh nucleo-f429zi nucleo-f439zi "
            "nucleo-f446re nucleo-f446ze nucleo-f722ze nucleo-f746zg nucleo-f767zi nucleo-g070rb nucleo-g071rb "
            "nucleo-g431rb nucleo-g474re nucleo-l053r8 nucleo-l073rz nucleo-l152re nucleo-l432kc nucleo-l433rc "
            "nucleo-l452re nucleo-l476rg nucleo-l496zg nucleo-l4r5zi nucleo-l552ze-q nucleo-u575zi-q nucleo-wl55jc "
            "nz32-sc151 opencm904 openlabs-kw41z-mini openmote-b openmote-cc2538 p-l496g-cell02 p-nucleo-wb55 "
            "particle-argon particle-boron particle-xenon pba-d-01-kw2x phynode-kw41z pinetime pyboard qn9080dk reel "
            "remote-pa remote-reva remote-revb rpi-pico ruuvitag samd10-xmini samd20-xpro samd21-xpro same54-xpro "
            "saml10-xpro saml11-xpro saml21-xpro saml1x samr21-xpro samr30-xpro samr34-xpro seeedstudio-gd32 "
            "sensebox_samd21 serpente sipeed-longan-nano slstk3400a slstk3401a slstk3402a slstk3701a slstk3705a "
            "sltb001a "
            "slwstk6000b-slwrb4150a slwstk6000b-slwrb4162a slwstk6220a sodaq-autonomo sodaq-explorer sodaq-one "
            "sodaq-sara-aff sodaq-sara-sff spark-core stk3200 stk3600 stk3700 stm32f030f4-demo stm32f0discovery "
            "stm32f3discovery stm32f429i-disc1 stm32f429i-disco stm32f469i-disco stm32f4discovery stm32f723e-disco "
            "stm32f746g-disco stm32f769i-disco stm32g0316-disco stm32l0538-disco stm32l476g-disco stm32l496g-disco "
            "stm32mp157c-dk2 teensy31 thingy52 ublox-c030-u201 udoo usb-kw41z waveshare-nrf52840-eval-kit "
            "weact-f401cc weact-f401ce weact-f411ce wemos-zero yarm yunjia-nrf51822 z1 zigduino")
            .split(QLatin1Char(' '));
    return boards;
}

QByteArray versionFive(const QByteArray& space, QByteArrayView name)
{
    return QUuid::createUuidV5(QUuid::fromRfc4122(space), name.toByteArray()).toRfc4122();
}

} // namespace

QByteArray vendorIdentifier(const QString& domain)
{
    return versionFive(dnsNamespace.toRfc4122(), domain.toUtf8());
}

QByteArray classIdentifier(const QByteArray& vendor, const QString& board)
{
    return versionFive(vendor, board.toUtf8());
}

QByteArray deviceIdentifier(const QByteArray& vendor, ByteSpan luid)
{
    return versionFive(vendor, {luid.data(), static_cast<qsizetype>(luid.size())});
}

QString uuidText(ByteSpan uuid)
{
    const QByteArrayView view(uuid.data(), static_cast<qsizetype>(uuid.size()));
    return view.size() == uuidSize ? QUuid::fromRfc4122(view).toString(QUuid::WithoutBraces) : toHex(uuid);
}

Result<QByteArray> uuidFromText(const QString& text)
{
    QString digits = text;
    const auto bytes = fromHex(digits.remove(QLatin1Char('-')));
    if (!bytes || bytes->size() != uuidSize)
        return failure(Error::Code::BadInput,
                       QCoreApplication::translate("Identifiers", "'%1' is not a UUID").arg(text));
    return *bytes;
}

const KnownIdentifiers& KnownIdentifiers::standard()
{
    static const KnownIdentifiers all = [] {
        KnownIdentifiers known;
        known.add(QStringLiteral("riot-os.org"), riotBoards());
        known.add(QStringLiteral("arm.com"), {QStringLiteral("suit")});
        return known;
    }();
    return all;
}

void KnownIdentifiers::add(const QString& vendorDomain, const QStringList& boards)
{
    const QByteArray vendor = vendorIdentifier(vendorDomain);
    m_vendors.insert(vendor, vendorDomain);
    for (const QString& board : boards)
        m_classes.insert(classIdentifier(vendor, board), board);
}

void KnownIdentifiers::addMissing(const QString& vendorDomain, const QStringList& boards)
{
    const QByteArray vendor = vendorIdentifier(vendorDomain);
    for (const QString& board : boards) {
        const QByteArray identifier = classIdentifier(vendor, board);
        if (!m_classes.contains(identifier))
            m_classes.insert(identifier, board);
    }
}

} // namespace ota
