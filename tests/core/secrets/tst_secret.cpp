// SPDX-FileCopyrightText: Espalier contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "secrets/memorystore.h"
#include "secrets/secret.h"

#include <QCoreApplication>
#include <QDebug>
#include <QTest>

#include <malloc.h>

#include <cstdlib>
#include <cstring>
#include <new>
#include <ostream>
#include <type_traits>

using namespace espalier;
using secrets::Secret;

namespace {

constexpr std::string_view kKey = "sk-Espalier-7f3b9c-never-left-behind";
int leftBehind = 0;

/// Every block this program gives back is searched for the key first.
void searched(void *block) noexcept
{
    if (!block)
        return;
    if (::memmem(block, ::malloc_usable_size(block), kKey.data(), kKey.size()))
        ++leftBehind;
    std::free(block);
}

template <typename Stream>
concept Prints = requires(Stream stream, const Secret &secret)
{
    stream << secret;
};

} // namespace

void *operator new(std::size_t size)
{
    if (void *block = std::calloc(1, size))
        return block;
    throw std::bad_alloc();
}
void *operator new[](std::size_t size)
{
    return ::operator new(size);
}
void operator delete(void *block) noexcept
{
    searched(block);
}
void operator delete[](void *block) noexcept
{
    searched(block);
}
void operator delete(void *block, std::size_t) noexcept
{
    searched(block);
}
void operator delete[](void *block, std::size_t) noexcept
{
    searched(block);
}

class TestSecret : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { leftBehind = 0; }
    void theSearchFindsWhatIsLeft();
    void nothingIsLeftBehind();
    void movedFromIsEmpty();
    void theSessionLeavesNothing();
    void cannotBePrintedOrCopied();
};

void TestSecret::theSearchFindsWhatIsLeft()
{
    {
        const std::string careless(kKey);
        QCOMPARE(careless.size(), kKey.size());
    }
    QCOMPARE(leftBehind, 1);
}

void TestSecret::nothingIsLeftBehind()
{
    {
        Secret secret(kKey);
        QVERIFY(secret.reveal() == kKey);
        Secret copy = secret.clone();
        Secret moved = std::move(copy);
        moved = Secret("another");
        moved = std::move(secret);
        QVERIFY(moved.reveal() == kKey);
        Secret &alias = moved;
        moved = std::move(alias);
        QVERIFY(moved.reveal() == kKey);
        std::vector<Secret> grown;
        for (int i = 0; i < 20; ++i)
            grown.push_back(moved.clone());
        grown.front().wipe();
        QVERIFY(grown.front().isEmpty());
    }
    QCOMPARE(leftBehind, 0);
}

void TestSecret::movedFromIsEmpty()
{
    Secret secret(kKey);
    const Secret taken = std::move(secret);
    QVERIFY(secret.isEmpty()); // NOLINT(bugprone-use-after-move): that is the question
    QVERIFY(secret.reveal().empty());
    QVERIFY(Secret().isEmpty() && Secret("").isEmpty());
}

void TestSecret::theSessionLeavesNothing()
{
    {
        secrets::MemoryStore store;
        int found = 0;
        for (int round = 0; round < 3; ++round) {
            store.write("a", Secret(kKey), &store, [](secrets::SecretResult) {});
            store.read("a", &store, [&found](secrets::SecretResult result) {
                found += result.secret.reveal() == kKey ? 1 : 0;
            });
        }
        QCoreApplication::processEvents();
        QCOMPARE(found, 3);
    }
    QCOMPARE(leftBehind, 0);
}

void TestSecret::cannotBePrintedOrCopied()
{
    QVERIFY(!Prints<std::ostream &>);
    QVERIFY(!Prints<QDebug>);
    QVERIFY(!std::is_copy_constructible_v<Secret> && !std::is_copy_assignable_v<Secret>);
    QVERIFY(
        !(std::is_convertible_v<Secret, std::string>)&&!(std::is_convertible_v<std::string_view, Secret>));
}

QTEST_GUILESS_MAIN(TestSecret)
#include "tst_secret.moc"
