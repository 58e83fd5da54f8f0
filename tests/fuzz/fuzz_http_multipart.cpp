// SPDX-License-Identifier: Apache-2.0
// A form of either kind: the first line is its Content-Type, the rest its body. However it is cut, the sink sees the
// same.

#include "http/httpfields.h"
#include "http/multipartparser.h"

#include <algorithm>
#include <cstdlib>

using namespace ota;

namespace {

constexpr MultipartLimits limits{.parts = 8, .fieldBytes = 512, .headerBytes = 512};

void require(bool condition)
{
    if (!condition)
        std::abort();
}

class CheckingSink final : public MultipartSink
{
public:
    std::optional<HttpRefusal> field(const QString& name, const QString& value) override
    {
        require(!m_inFile);
        log += "F" + name.toUtf8() + '=' + value.toUtf8() + '\n';
        return {};
    }
    std::optional<HttpRefusal> fileBegins(const QString& name, const QString& fileName,
                                          const QByteArray& mediaType) override
    {
        require(!m_inFile);
        m_inFile = true;
        log += "B" + name.toUtf8() + ':' + fileName.toUtf8() + ':' + mediaType + '\n';
        return {};
    }
    std::optional<HttpRefusal> fileBytes(ByteSpan bytes) override
    {
        require(m_inFile && !bytes.empty());
        fileSize += bytes.size();
        log.append(reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size()));
        return {};
    }
    std::optional<HttpRefusal> fileEnds() override
    {
        require(m_inFile);
        m_inFile = false;
        log += "E\n";
        return {};
    }

    QByteArray log;
    std::size_t fileSize = 0;

private:
    bool m_inFile = false;
};

struct Seen
{
    int status = 200;
    QByteArray log;
};

Seen readForm(QByteArrayView type, ByteSpan body, std::size_t pieceSize)
{
    CheckingSink sink;
    auto opened = FormReader::forType(type, sink, limits);
    if (const auto* refusal = std::get_if<HttpRefusal>(&opened))
        return {refusal->status, {}};
    FormReader& reader = *std::get<std::unique_ptr<FormReader>>(opened);
    std::optional<HttpRefusal> refusal;
    for (std::size_t at = 0; at < body.size() && !refusal; at += pieceSize)
        refusal = reader.write(body.subspan(at, std::min(pieceSize, body.size() - at)));
    if (!refusal)
        refusal = reader.finish();
    require(sink.fileSize <= body.size());
    return {refusal ? refusal->status : 200, sink.log};
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::uint8_t* const end = std::find(data, data + size, std::uint8_t{'\n'});
    const QByteArrayView type(reinterpret_cast<const char*>(data), end - data);
    const ByteSpan body = end == data + size ? ByteSpan() : ByteSpan(end + 1, data + size);
    const Seen whole = readForm(type, body, std::max<std::size_t>(1, body.size()));
    for (const std::size_t pieceSize : {std::size_t{1}, std::size_t{7}}) {
        const Seen pieces = readForm(type, body, pieceSize);
        require((pieces.status == 200) == (whole.status == 200));
        require(whole.status != 200 || pieces.log == whole.log);
    }
    static_cast<void>(
        parseUrlEncoded({reinterpret_cast<const char*>(body.data()), static_cast<qsizetype>(body.size())}));
    return 0;
}
